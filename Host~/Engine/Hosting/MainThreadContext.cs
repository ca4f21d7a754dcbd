using System.Collections.Generic;
using System.Threading;

namespace Saccade.Host
{
    /// <summary>
    /// Where what was awaited goes on, as in Unity: on the main thread, once a frame after Update. What is posted meanwhile waits for the
    /// next frame.
    /// </summary>
    internal sealed class MainThreadContext : SynchronizationContext
    {
        private readonly List<(SendOrPostCallback Callback, object? State)> _posted = [];
        private readonly List<(SendOrPostCallback Callback, object? State)> _running = [];

        public override void Post(SendOrPostCallback d, object? state)
        {
            lock (_posted)
            {
                _posted.Add((d, state));
            }
        }

        public override void Send(SendOrPostCallback d, object? state)
        {
            MainThread.Demand("SynchronizationContext.Send");
            d(state);
        }

        public override SynchronizationContext CreateCopy() => this;

        /// <summary>Runs what was posted. An exception is logged, and what comes after it still runs.</summary>
        internal void Run()
        {
            lock (_posted)
            {
                _running.AddRange(_posted);
                _posted.Clear();
            }

            foreach (var (callback, state) in _running)
            {
                try
                {
                    callback(state);
                }
#pragma warning disable CA1031 // As in Unity, a script's exception ends nothing but the script's own work.
                catch (System.Exception exception)
#pragma warning restore CA1031
                {
                    UnityEngine.Debug.LogException(exception);
                }
            }

            _running.Clear();
        }
    }
}
