using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace Saccade.Editor.Retrain.Data
{
    /// <summary>Counts a data set's pictures with the training tool, on a thread of its own.</summary>
    internal sealed class DataCheck
    {
        private readonly ITrainingTool _tool;
        private readonly long _seed;
        private readonly string? _model;
        private Outcome? _outcome;

        /// <param name="tool">Runs the training tool.</param>
        /// <param name="folder">The data set.</param>
        /// <param name="seed">What the choice of validation pictures depends on, where the data set names none.</param>
        /// <param name="model">
        /// The folder whose weights training starts from: pictures that its run has seen stay in their parts. Null where none is there.
        /// </param>
        internal DataCheck(ITrainingTool tool, string folder, long seed, string? model)
        {
            _tool = tool;
            Folder = folder;
            _seed = seed;
            _model = model;
        }

        /// <summary>The data set.</summary>
        internal string Folder { get; }

        /// <summary>Whether it is over.</summary>
        internal bool IsDone => Volatile.Read(ref _outcome) != null;

        /// <summary>What the data set holds; null before the end, and where it can't be trained on.</summary>
        internal DataSummary? Summary => Volatile.Read(ref _outcome)?.Summary;

        /// <summary>Why it can't be trained on; empty where it can.</summary>
        internal string Error => Volatile.Read(ref _outcome)?.Error ?? "";

        /// <summary>Whether it counts what these settings ask for.</summary>
        internal bool IsOf(string folder, long seed, string? model) => Folder == folder && _seed == seed && _model == model;

        /// <summary>Counts a data set. Blocks.</summary>
        /// <exception cref="TrainingToolException">It can't be trained on.</exception>
        internal static DataSummary Count(
            ITrainingTool tool, string folder, long seed, string? model, ITrainingListener listener, CancellationToken cancellation)
        {
            var arguments = new List<string>
            {
                "data", "show", "--data", folder, "--count", "--seed", seed.ToString(CultureInfo.InvariantCulture),
            };
            if (model != null)
            {
                arguments.AddRange(new[] { "--model", model });
            }

            return DataSummary.Read(folder, tool.Run(arguments, listener, cancellation));
        }

        /// <summary>Begins. Returns at once.</summary>
        internal void Begin() => new Thread(Run) { IsBackground = true, Name = "counting pictures" }.Start();

        /// <summary>The same on the caller's thread.</summary>
        internal void Run()
        {
            try
            {
                Volatile.Write(ref _outcome, new Outcome(Count(_tool, Folder, _seed, _model, new Silent(), CancellationToken.None), ""));
            }
#pragma warning disable CA1031 // On a thread of its own any failure would end the editor; it is shown instead.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Volatile.Write(ref _outcome, new Outcome(null, e.Message));
            }
        }

        private sealed class Outcome
        {
            internal Outcome(DataSummary? summary, string error)
            {
                Summary = summary;
                Error = error;
            }

            internal DataSummary? Summary { get; }

            internal string Error { get; }
        }

        private sealed class Silent : ITrainingListener
        {
            public void OnProcess(int processId)
            {
            }

            public void OnEvent(TrainingEvent progress)
            {
            }

            public void OnLog(string line)
            {
            }
        }
    }
}
