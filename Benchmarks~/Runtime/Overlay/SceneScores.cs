using System.Collections.Generic;
using System.Linq;
using Saccade.Benchmarks.Runtime.Overlay.Scoring;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>Gathers every kind's scores, scene by scene.</summary>
    internal sealed class SceneScores(int scenes, HeadScores heads)
    {
        private readonly List<KindScores> _kinds = [];
        private int _count;
        private int _right;

        /// <summary>Each kind's scores, in the order of the report.</summary>
        public IReadOnlyList<KindScores> Kinds => _kinds;

        /// <summary>The object's share of the grid in each scene.</summary>
        public double[] Area { get; } = new double[scenes];

        /// <summary>Each head's scores.</summary>
        public HeadScores Heads => heads;

        /// <summary>The share of scenes whose class the model says.</summary>
        public double Accuracy => (double)_right / scenes;

        /// <summary>Takes down one scene.</summary>
        /// <param name="scene">The scene.</param>
        /// <param name="isRight">Whether the model says its class.</param>
        /// <param name="maps">Its maps.</param>
        /// <param name="areas">The areas under each map's curves, or null where none were measured.</param>
        public void Add(
            LabelledScene scene, bool isRight, List<(string Kind, float[] Map)> maps, (double Deletion, double Insertion)[]? areas)
        {
            Area[_count] = MapScores.Area(scene.Share);
            _right += isRight ? 1 : 0;
            for (var i = 0; i < maps.Count; i++)
            {
                var kind = _kinds.FirstOrDefault(known => known.Name == maps[i].Kind);
                if (kind == null)
                {
                    _kinds.Add(kind = new KindScores(maps[i].Kind, scenes));
                }

                kind.PointingGame[_count] = MapScores.HitsObject(maps[i].Map, scene.Share) ? 1 : 0;
                kind.Energy[_count] = MapScores.Energy(maps[i].Map, scene.Share);
                kind.Deletion[_count] = areas?[i].Deletion ?? double.NaN;
                kind.Insertion[_count] = areas?[i].Insertion ?? double.NaN;
            }

            _count++;
        }
    }
}
