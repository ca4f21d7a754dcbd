using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Serving
{
    /// <summary>Writes errors and notices into the log when they come, not once a frame.</summary>
    internal sealed class OnceTold
    {
        // What comes and goes, as of a camera that a script renders now and then, is not news each time.
        private const int Remembered = 8;

        private readonly List<string> _notices = new List<string>();
        private string? _error;

        /// <summary>Writes what is new.</summary>
        /// <param name="who">What messages begin with.</param>
        /// <param name="error">The error that there is now, or null.</param>
        /// <param name="notice">The notice that there is now, or null.</param>
        /// <param name="context">What the log names.</param>
        public void Tell(string who, string? error, string? notice, Object? context)
        {
            if (error != null && error != _error)
            {
                Debug.LogError($"{who}: {error}", context);
            }

            _error = error;
            if (notice == null || _notices.Contains(notice))
            {
                return;
            }

            if (_notices.Count == Remembered)
            {
                _notices.RemoveAt(0);
            }

            _notices.Add(notice);
            Debug.LogWarning($"{who}: {notice}", context);
        }
    }
}
