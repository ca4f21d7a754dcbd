using System;
using System.Collections.Generic;
using Saccade.Capture;
using Saccade.Inference;

namespace Saccade.Textures
{
    /// <summary>
    /// The lanes of a model, as many as were ever needed at once. When another model is taken, pictures on their way still arrive from
    /// the one before. Main thread only.
    /// </summary>
    internal sealed class LaneSet : IDisposable
    {
        // As many as the model takes in one run.
        private const int UsualLanes = 16;

        private readonly List<PictureLane> _lanes = new List<PictureLane>();
        private readonly List<PictureLane> _leaving = new List<PictureLane>();
        private Func<ClassificationPipeline<RecordedSource>>? _create;

        /// <summary>Takes another model, or none.</summary>
        /// <param name="create">Makes a pipeline for one picture at a time, or null.</param>
        public void Renew(Func<ClassificationPipeline<RecordedSource>>? create)
        {
            _leaving.AddRange(_lanes);
            _lanes.Clear();
            _create = create;
        }

        /// <summary>Looks what was classified.</summary>
        public void BeginFrame()
        {
            for (var i = _lanes.Count - 1; i >= 0; i--)
            {
                _lanes[i].BeginFrame();

                // A model may fail at any moment: whoever waits is told so first, in the next frame perhaps.
                if (_lanes[i].Error != null && !_lanes[i].IsBusy)
                {
                    Drop(_lanes, i);
                }
            }

            for (var i = _leaving.Count - 1; i >= 0; i--)
            {
                _leaving[i].BeginFrame();
                if (!_leaving[i].IsBusy)
                {
                    Drop(_leaving, i);
                }
            }
        }

        /// <summary>Finds lanes for pictures that belong together.</summary>
        /// <param name="count">How many.</param>
        /// <param name="free">Receives that many, or fewer where they aren't free now.</param>
        /// <returns>Whether there are enough.</returns>
        public bool TryFind(int count, List<PictureLane> free)
        {
            free.Clear();
            foreach (var lane in _lanes)
            {
                if (free.Count < count && lane.IsFree)
                {
                    free.Add(lane);
                }
            }

            while (free.Count < count && _create != null && _lanes.Count < Math.Max(UsualLanes, count))
            {
                var lane = new PictureLane(_create());
                _lanes.Add(lane);
                if (!lane.IsFree)
                {
                    return false;
                }

                free.Add(lane);
            }

            return free.Count == count;
        }

        /// <summary>Gives everything back; pictures on their way are lost.</summary>
        public void Dispose()
        {
            Renew(null);
            for (var i = _leaving.Count - 1; i >= 0; i--)
            {
                Drop(_leaving, i);
            }
        }

        private static void Drop(List<PictureLane> lanes, int index)
        {
            lanes[index].Dispose();
            lanes.RemoveAt(index);
        }
    }
}
