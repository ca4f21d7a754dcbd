using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Saccade.Editor.Tests.Retrain.Run
{
    /// <summary>Plays the training tool: each command does what the test says.</summary>
    internal sealed class FakeTool : ITrainingTool
    {
        internal const string Counted =
            """
            {"version":1,"event":"finished","layout":"classFolders","description":"A folder for each class: 2 classes.",
            "validationDrawn":false,
            "classes":[{"name":"cone","train":20,"validation":5,"test":0},{"name":"cube","train":20,"validation":5,"test":0}],"empty":[]}
            """;

        internal const string Trained = """{"version":1,"event":"finished","output":"o","validationAccuracy":0.9}""";

        /// <summary>What <c>data show</c> does.</summary>
        internal Func<ITrainingListener, CancellationToken, TrainingEvent> Count { get; set; } = (_, _) => Parse(Counted);

        /// <summary>What <c>pull</c> does.</summary>
        internal Func<ITrainingListener, CancellationToken, TrainingEvent> Pull { get; set; } = (_, _) => Parse(Trained);

        /// <summary>What <c>train</c> does.</summary>
        internal Func<ITrainingListener, CancellationToken, TrainingEvent> Train { get; set; } = (_, _) => Parse(Trained);

        /// <summary>The commands that were run.</summary>
        internal ConcurrentQueue<string> Commands { get; } = new();

        public TrainingEvent Run(IEnumerable<string> arguments, ITrainingListener listener, CancellationToken cancellation)
        {
            var all = arguments.ToArray();
            Commands.Enqueue(string.Join(' ', all));
            cancellation.ThrowIfCancellationRequested();
            return (all[0] == "data" ? Count : all[0] == "pull" ? Pull : Train)(listener, cancellation);
        }

        internal static TrainingEvent Parse(string line) => TrainingEvent.Parse(line.ReplaceLineEndings(""))!;

        /// <summary>Waits as the real tool does: until it is told to stop.</summary>
        internal static TrainingEvent WaitForCancel(CancellationToken cancellation)
        {
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException();
        }
    }
}
