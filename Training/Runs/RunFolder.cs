using System;
using System.IO;
using System.Text.Json;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Files;
using Saccade.Training.Progress;

namespace Saccade.Training.Runs
{
    /// <summary>The folder <c>training/</c> of an output folder: a run's arguments, logs, checkpoints and pictures.</summary>
    /// <remarks>Whoever holds this object holds the folder's lock; it falls with the process, however that ends.</remarks>
    internal sealed class RunFolder : IDisposable
    {
        private const string ArgumentsFile = "arguments.json";

        private readonly FileStream _lock;
        private readonly bool _isNew;
        private readonly bool _isOutputNew;

        private RunFolder(string output, string directory, FileStream ownLock, (bool Own, bool Output) isNew)
        {
            Output = output;
            Path = directory;
            _lock = ownLock;
            (_isNew, _isOutputNew) = isNew;
        }

        /// <summary>The folder.</summary>
        internal string Path { get; }

        /// <summary>Where the run keeps what it needs to go on.</summary>
        internal string Checkpoints => Find("checkpoints");

        /// <summary>Where the run keeps what a frozen backbone computes.</summary>
        internal string Features => Find("features");

        /// <summary>A model folder with the best epoch's weights, where they aren't the model's.</summary>
        internal string Best => Find("best");

        /// <summary>A model folder with the last weights, where they aren't the model's.</summary>
        internal string Last => Find("last");

        /// <summary>The output folder that it belongs to.</summary>
        internal string Output { get; }

        /// <summary>Whether a run began here and is not over.</summary>
        internal bool IsUnfinished => UnfinishedRun.LiesIn(Output);

        /// <summary>Opens the folder for a run.</summary>
        /// <param name="output">The output folder.</param>
        /// <exception cref="TrainingException">Another run works there, or the folder can't be written to.</exception>
        internal static RunFolder Open(string output)
        {
            var directory = System.IO.Path.Combine(output, ModelLayout.Training);
            var isNew = (!Directory.Exists(directory), !Directory.Exists(output));
            try
            {
                Directory.CreateDirectory(directory);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new TrainingException(
                    $"{output}: the folder can't be written to. {error.Message.TrimEnd('.')}. Choose another with --output.", error);
            }

            try
            {
                var path = System.IO.Path.Combine(directory, UnfinishedRun.LockFile);
                var ownLock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return new RunFolder(output, directory, ownLock, isNew);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new TrainingException(
                    $"{output}: another training run is at work in this folder. Wait for it, stop it, or choose another folder with "
                    + "--output.",
                    error);
            }
        }

        /// <summary>What the run in an output folder was asked to do.</summary>
        /// <param name="output">The output folder.</param>
        /// <exception cref="TrainingException">There is no run, or its arguments can't be read.</exception>
        internal static TrainingArguments ReadArguments(string output)
        {
            var path = System.IO.Path.Combine(output, ModelLayout.Training, ArgumentsFile);
            return File.Exists(path)
                ? Read<TrainingArguments>(path) with { Output = output }
                : throw new TrainingException(
                    $"{path}: no such file, so there is no run to go on with. Point --output to a folder that was trained into, or "
                    + "start a run without --resume.");
        }

        /// <summary>Forgets the run that was here before and notes the new one's arguments.</summary>
        internal void Begin(TrainingArguments arguments, RunInputs inputs, RunRecord pictures)
        {
            File.Delete(Find(UnfinishedRun.InputsFile));
            File.Delete(Find(UnfinishedRun.SummaryFile));
            if (Directory.Exists(Checkpoints))
            {
                Directory.Delete(Checkpoints, recursive: true);
            }

            Write(ArgumentsFile, arguments);
            WriteParts(pictures);

            // The last one: only with it there is a run to go on with.
            WriteInputs(inputs);
        }

        /// <summary>What the run began with.</summary>
        /// <exception cref="TrainingException">The file is damaged.</exception>
        internal RunInputs ReadInputs() => Read<RunInputs>(Find(UnfinishedRun.InputsFile));

        /// <summary>Notes what the run goes on with.</summary>
        internal void WriteInputs(RunInputs inputs) => Write(UnfinishedRun.InputsFile, inputs);

        /// <summary>Which picture the unfinished run has in which part; null where nobody noted it.</summary>
        /// <exception cref="Preprocessing.ModelFileException">The file is damaged.</exception>
        internal RecordedParts? ReadParts() => RecordedParts.Read(Path);

        /// <summary>Notes which picture the run has in which part, so that it stays there whatever becomes of the others.</summary>
        internal void WriteParts(RunRecord pictures) => Write(ModelLayout.Run, pictures);

        /// <summary>What the run that is over made; null if there is none.</summary>
        internal FinishReport? ReadSummary()
        {
            var path = Find(UnfinishedRun.SummaryFile);
            return File.Exists(path) ? Read<FinishReport>(path) with { Output = Output } : null;
        }

        /// <summary>Notes that there is nothing to go on with.</summary>
        internal void Abandon() => File.Delete(Find(UnfinishedRun.InputsFile));

        /// <summary>Notes that the run is over; what it needed to go on is deleted. The model's own record is whole.</summary>
        internal void End(FinishReport report)
        {
            Write(UnfinishedRun.SummaryFile, report with { Output = "" });
            File.Delete(Find(ModelLayout.Run));
            if (Directory.Exists(Checkpoints))
            {
                Directory.Delete(Checkpoints, recursive: true);
            }
        }

        public void Dispose()
        {
            _lock.Dispose();
            if (_isNew && Directory.GetFileSystemEntries(Path) is [var only]
                && System.IO.Path.GetFileName(only) == UnfinishedRun.LockFile)
            {
                RemoveUnused();
            }
        }

        // A run that was refused before it began leaves nothing behind.
        private void RemoveUnused()
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                if (_isOutputNew && Directory.GetFileSystemEntries(Output).Length == 0)
                {
                    Directory.Delete(Output);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // An empty folder stays; what refused the run is what counts.
            }
        }

        internal string Find(string name) => System.IO.Path.Combine(Path, name);

        private static T Read<T>(string path)
        {
            try
            {
                return JsonSerializer.Deserialize<T>(File.ReadAllText(path), JsonLine.Options)
                    ?? throw new JsonException("expected an object.");
            }
            catch (JsonException error)
            {
                throw new TrainingException(
                    $"{path}: the file is damaged: {error.Message} Start the run again in another folder, or here with --force.", error);
            }
        }

        private void Write<T>(string name, T value) =>
            WholeFile.Write(Find(name), stream =>
            {
                JsonSerializer.Serialize(stream, value, JsonLine.Indented);
                stream.WriteByte((byte)'\n');
            });
    }
}
