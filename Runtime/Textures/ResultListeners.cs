using System;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Textures
{
    /// <summary>Who listens for results. One that throws is told in the log and starves nobody; telling allocates nothing.</summary>
    internal sealed class ResultListeners
    {
        private Action<Classification>? _all;
        private Action<Classification>[] _each = Array.Empty<Action<Classification>>();

        public void Add(Action<Classification>? listener) => Set(_all + listener);

        public void Remove(Action<Classification>? listener) => Set(_all - listener);

        /// <summary>Tells all who listen now.</summary>
        /// <param name="result">The result.</param>
        /// <param name="context">What the log names when one throws.</param>
        public void Tell(Classification result, Object? context)
        {
            // One that adds or removes a listener changes who is told the next time.
            foreach (var listener in _each)
            {
                try
                {
                    listener(result);
                }
#pragma warning disable CA1031 // Whatever a listener throws is its own affair.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Debug.LogException(e, context);
                }
            }
        }

        private void Set(Action<Classification>? all)
        {
            _all = all;
            _each = all == null
                ? Array.Empty<Action<Classification>>()
                : Array.ConvertAll(all.GetInvocationList(), each => (Action<Classification>)each);
        }
    }
}
