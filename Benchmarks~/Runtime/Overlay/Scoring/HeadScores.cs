using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Benchmarks.Runtime.Overlay.Scoring
{
    /// <summary>Counts what each head scores over several scenes.</summary>
    internal sealed class HeadScores(int heads)
    {
        private readonly double[] _hits = new double[heads];
        private readonly double[] _energy = new double[heads];
        private int _scenes;

        /// <summary>The head with the most hits; of several the one with the most energy. Null before any scene.</summary>
        public int? Best => _scenes == 0
            ? null
            : Enumerable.Range(0, heads).OrderByDescending(head => _hits[head]).ThenByDescending(head => _energy[head]).First();

        /// <summary>Counts one scene.</summary>
        /// <param name="maps">The map of each head.</param>
        /// <param name="share">The object's share of each patch.</param>
        public void Add(float[][] maps, float[] share)
        {
            for (var head = 0; head < heads; head++)
            {
                _hits[head] += MapScores.HitsObject(maps[head], share) ? 1 : 0;
                _energy[head] += MapScores.Energy(maps[head], share);
            }

            _scenes++;
        }

        /// <summary>Puts these validation scores beside those of the scenes that are scored.</summary>
        public IReadOnlyList<HeadResult> Compare(HeadScores scored) => _scenes == 0
            ? []
            : [.. Enumerable.Range(0, heads).Select(head => new HeadResult(
                head,
                _hits[head] / _scenes,
                scored._hits[head] / Math.Max(1, scored._scenes),
                scored._energy[head] / Math.Max(1, scored._scenes)))];
    }
}
