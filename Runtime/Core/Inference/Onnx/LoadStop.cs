using System;

namespace Saccade.Inference.Onnx
{
    /// <summary>How whoever loads a model on another thread hears that nobody wants it any more. Any thread.</summary>
    internal sealed class LoadStop
    {
        private readonly object _gate = new object();
        private Action? _interrupt;
        private bool _isAsked;

        /// <summary>Whether loading should end.</summary>
        public bool IsAsked
        {
            get
            {
                lock (_gate)
                {
                    return _isAsked;
                }
            }
        }

        /// <summary>Asks for the end, and interrupts the step that is under way.</summary>
        public void Ask()
        {
            lock (_gate)
            {
                _isAsked = true;
                _interrupt?.Invoke();
            }
        }

        /// <summary>Does a step that may take long.</summary>
        /// <param name="step">The step.</param>
        /// <param name="interrupt">Makes it throw soon; called while it runs, on the thread that asks.</param>
        /// <exception cref="OperationCanceledException">The end was asked for before.</exception>
        public T Do<T>(Func<T> step, Action interrupt)
        {
            lock (_gate)
            {
                if (_isAsked)
                {
                    throw new OperationCanceledException("Nobody wants the model any more.");
                }

                _interrupt = interrupt;
            }

            try
            {
                return step();
            }
            finally
            {
                lock (_gate)
                {
                    _interrupt = null;
                }
            }
        }
    }
}
