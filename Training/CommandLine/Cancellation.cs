using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Saccade.Training.CommandLine
{
    /// <summary>
    /// Turns Ctrl-C and a request to terminate into a cancellation, so that the run can tidy up. The second one ends the process at
    /// once.
    /// </summary>
    internal sealed class Cancellation : IDisposable
    {
        private readonly CancellationTokenSource _source = new();
        private readonly PosixSignalRegistration[] _signals;

        internal Cancellation()
        {
            _signals =
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
                PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
            ];
        }

        internal CancellationToken Token => _source.Token;

        public void Dispose()
        {
            Array.ForEach(_signals, signal => signal.Dispose());
            _source.Dispose();
        }

        internal void Cancel() => _source.Cancel();

        private void OnSignal(PosixSignalContext context)
        {
            context.Cancel = !_source.IsCancellationRequested;
            _source.Cancel();
        }
    }
}
