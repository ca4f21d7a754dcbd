using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Host.Tooling;

namespace Saccade.Host.Editor.Project
{
    /// <summary>The project folder, laid out as Unity's: models in Assets/StreamingAssets; data sets beside Assets, in Datasets.</summary>
    internal sealed class EditorProject
    {
        private const string BaseName = "base";

        /// <summary>Takes the folder, and makes what it lacks of folders.</summary>
        /// <param name="folder">The folder.</param>
        /// <exception cref="IOException">It can't be made.</exception>
        internal EditorProject(string folder)
        {
            Folder = Path.GetFullPath(folder);
            Assets = Path.Combine(Folder, "Assets");
            StreamingAssets = Directory.CreateDirectory(Path.Combine(Assets, "StreamingAssets")).FullName;
            Datasets = Directory.CreateDirectory(Path.Combine(Folder, "Datasets")).FullName;
        }

        internal string Folder { get; }

        internal string Assets { get; }

        internal string StreamingAssets { get; }

        internal string Datasets { get; }

        /// <summary>
        /// Puts the small base model into StreamingAssets unless it is there, its ONNX file made by the training tool: whole or not at all.
        /// </summary>
        /// <param name="say">Hears what is done.</param>
        /// <param name="cancellation">Ends it; nothing is left then.</param>
        /// <exception cref="IOException">The folder can't be written, or the training tool failed.</exception>
        internal async Task AddBaseModelAsync(Action<string> say, CancellationToken cancellation)
        {
            var target = Path.Combine(StreamingAssets, BaseName);
            if (Directory.Exists(target))
            {
                return;
            }

            say($"Making the base model in {target} (once, some seconds)");
            var unfinished = Path.Combine(Folder, $".{BaseName}-{Environment.ProcessId}");
            try
            {
                Directory.CreateDirectory(unfinished);
                foreach (var file in Directory.EnumerateFiles(Bundled.BaseModel))
                {
                    File.Copy(file, Path.Combine(unfinished, Path.GetFileName(file)), true);
                }

                await Task.Run(() => TrainingProgram.RunSilently(cancellation, "export", "--model", unfinished), CancellationToken.None)
                    .ConfigureAwait(false);
                Directory.Move(unfinished, target);
            }
            catch (ToolingException e)
            {
                throw new IOException($"the base model's ONNX file could not be made. {e.Message}", e);
            }
            finally
            {
                if (Directory.Exists(unfinished))
                {
                    Directory.Delete(unfinished, true);
                }
            }
        }
    }
}
