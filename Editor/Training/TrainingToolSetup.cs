using System;
using System.Threading;

namespace Saccade.Editor.Training
{
    /// <summary>
    /// Which training tool is used, and getting another. Programs run on threads of their own; all members are for the main thread,
    /// which is never held up.
    /// </summary>
#pragma warning disable CA1001 // The token's source has neither timer nor wait handle that would have to be freed early.
    internal sealed class TrainingToolSetup
#pragma warning restore CA1001
    {
        private readonly object _gate = new object();
        private readonly Func<string> _locate;
        private readonly Action<string> _prefer;
        private readonly Func<string, CancellationToken, string> _check;
        private readonly Func<TrainingToolBuild> _makeBuild;
        private CancellationTokenSource _cancellation = new CancellationTokenSource();
        private TrainingToolBuild? _build;
        private TrainingToolState _state;
        private string _status = "";
        private Action? _outcome;

        /// <param name="locate">Finds the tool, or throws a <see cref="TrainingToolException"/>.</param>
        /// <param name="prefer">Remembers a tool's path; forgets it when that is empty.</param>
        /// <param name="check">Asks a tool for its version, or throws.</param>
        /// <param name="makeBuild">Prepares a build.</param>
        internal TrainingToolSetup(
            Func<string> locate, Action<string> prefer, Func<string, CancellationToken, string> check, Func<TrainingToolBuild> makeBuild)
        {
            _locate = locate;
            _prefer = prefer;
            _check = check;
            _makeBuild = makeBuild;
        }

        /// <summary>The tool in use; empty while there is none.</summary>
        internal string Tool { get; private set; } = "";

        /// <summary>Its version; empty until it has answered.</summary>
        internal string Version { get; private set; } = "";

        /// <summary>What went wrong last; empty when nothing did.</summary>
        internal string Error { get; private set; } = "";

        internal TrainingToolState State
        {
            get
            {
                lock (_gate)
                {
                    return _state;
                }
            }
        }

        /// <summary>What is being done just now.</summary>
        internal string Status
        {
            get
            {
                lock (_gate)
                {
                    return _status;
                }
            }
        }

        /// <summary>What the build said.</summary>
        internal string[] Log => _build?.Log ?? Array.Empty<string>();

        /// <summary>Finds the tool and asks for its version.</summary>
        internal void Refresh()
        {
            if (State != TrainingToolState.Idle)
            {
                return;
            }

            Error = "";
            Look();
        }

        /// <summary>Uses another tool from now on, if it is one.</summary>
        /// <param name="path">Path of <c>Saccade.Training.dll</c> or of an executable.</param>
        internal void Use(string path)
        {
            if (State != TrainingToolState.Idle)
            {
                return;
            }

            Error = "";
            Begin(TrainingToolState.Checking, $"Asking {path}.", cancellation =>
            {
                var version = _check(path, cancellation);
                return () =>
                {
                    _prefer(path);
                    Tool = path;
                    Version = version;
                };
            });
        }

        /// <summary>Forgets the tool that was chosen and uses the one that is found.</summary>
        internal void UseFound()
        {
            if (State != TrainingToolState.Idle)
            {
                return;
            }

            _prefer("");
            Refresh();
        }

        /// <summary>Builds the tool from the package's sources and uses it.</summary>
        internal void Build()
        {
            if (State != TrainingToolState.Idle)
            {
                return;
            }

            Error = "";
            var build = _makeBuild();
            _build = build;
            Begin(TrainingToolState.Building, "Beginning.", cancellation =>
            {
                build.Run(Say, cancellation);
                return () =>
                {
                    // What was chosen earlier would hide what was built.
                    _prefer("");
                    Look();
                };
            });
        }

        /// <summary>Ends what is being done.</summary>
        internal void Cancel() => _cancellation.Cancel();

        /// <summary>Takes over what has been done since. Call it often.</summary>
        internal void Poll()
        {
            Action? outcome;
            lock (_gate)
            {
                outcome = _outcome;
                _outcome = null;
                if (outcome == null)
                {
                    return;
                }

                _state = TrainingToolState.Idle;
                _status = "";
            }

            outcome();
        }

        private void Look()
        {
            Tool = Version = "";
            string tool;
            try
            {
                tool = _locate();
            }
            catch (TrainingToolException e)
            {
                Error = e.Message;
                return;
            }

            Tool = tool;
            Begin(TrainingToolState.Checking, $"Asking {tool}.", cancellation =>
            {
                var version = _check(tool, cancellation);
                return () => Version = version;
            });
        }

        // The work is done on a thread; what it returns is done on the main one.
        private void Begin(TrainingToolState state, string status, Func<CancellationToken, Action> work)
        {
            var cancellation = new CancellationTokenSource();
            _cancellation = cancellation;
            var token = cancellation.Token;
            lock (_gate)
            {
                _state = state;
                _status = status;
            }

            new Thread(() => Finish(Do(work, token))) { IsBackground = true, Name = "Saccade training tool" }.Start();
        }

        private Action Do(Func<CancellationToken, Action> work, CancellationToken cancellation)
        {
            try
            {
                return work(cancellation);
            }
            catch (OperationCanceledException)
            {
                return () => Error = "It was cancelled.";
            }
#pragma warning disable CA1031 // A thread's failure would end the editor; it is shown instead.
            catch (Exception e)
#pragma warning restore CA1031
            {
                return () => Error = e.Message;
            }
        }

        private void Say(string phase)
        {
            lock (_gate)
            {
                _status = phase;
            }
        }

        private void Finish(Action outcome)
        {
            lock (_gate)
            {
                _outcome = outcome;
            }
        }
    }
}
