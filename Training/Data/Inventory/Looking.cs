using System;
using Saccade.Training.Progress;

namespace Saccade.Training.Data.Inventory
{
    /// <summary>Says after a while how many files of a large folder have been looked at.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="say">Told the line; null for nobody.</param>
    /// <param name="time">The clock.</param>
    internal sealed class Looking(string path, Action<string>? say, TimeProvider time)
    {
        private readonly SlowProgress? _progress = say is null ? null : new SlowProgress(say, $"Looking through {path}", total: null, time);
        private int _files;

        /// <summary>One more file.</summary>
        internal void Step() => _progress?.Report(++_files);
    }
}
