using System.Collections.Generic;
using Saccade.Capture;

namespace Saccade.Editor.Capture
{
    /// <summary>
    /// Says which picture comes next: scene by scene, in each one every class. Scenes are numbered alike for all classes, so that a
    /// further class or a higher target changes nothing about the pictures that are there.
    /// </summary>
    internal sealed class CapturePlan
    {
        private const double GoldenRatio = 0.61803398874989485;

        private readonly CaptureSettings _settings;
        private readonly Dictionary<string, HashSet<int>> _taken = new Dictionary<string, HashSet<int>>();

        public CapturePlan(CaptureSettings settings)
        {
            _settings = settings;
            foreach (var className in settings.Classes)
            {
                _taken[className] = new HashSet<int>();
            }
        }

        /// <summary>Whether every class has its target.</summary>
        public bool IsComplete
        {
            get
            {
                foreach (var className in _settings.Classes)
                {
                    if (IsFull(className))
                    {
                        continue;
                    }

                    return false;
                }

                return true;
            }
        }

        /// <summary>
        /// The split of a scene. Scenes are spread over the splits as multiples of the golden ratio are over a circle: by number and
        /// seed alone, and more evenly than chance would, so that small data sets get their share of each too.
        /// </summary>
        public static string SplitOf(CaptureSettings settings, int scene)
        {
            var start = (CaptureRandom.Hash(settings.Seed) >> 11) / 9007199254740992.0;
            var place = (start + (scene * GoldenRatio)) % 1.0;
            var total = (double)settings.TrainShare + settings.ValidationShare + settings.TestShare;
            if (place * total < settings.TrainShare)
            {
                return "train";
            }

            return place * total < settings.TrainShare + settings.ValidationShare ? "validation" : "test";
        }

        /// <summary>How many pictures of a class there are or are on their way.</summary>
        public int CountOf(string className) => _taken.TryGetValue(className, out var taken) ? taken.Count : 0;

        public bool Contains(string className) => _taken.ContainsKey(className);

        public bool IsFull(string className) => CountOf(className) >= _settings.TargetOf(className);

        /// <summary>The first picture of the plan that is missing.</summary>
        /// <returns>Null if none is.</returns>
        public PlannedPicture? Next()
        {
            PlannedPicture? first = null;
            foreach (var className in _settings.Classes)
            {
                var candidate = NextOf(className);
                // Of one scene, the class that is named first comes first.
                if (candidate is PlannedPicture picture && (first == null || picture.Scene < first.Value.Scene))
                {
                    first = candidate;
                }
            }

            return first;
        }

        /// <summary>The first picture of a class that is missing.</summary>
        /// <returns>Null if the class has its target, or isn't one of this plan's.</returns>
        public PlannedPicture? NextOf(string className)
        {
            if (!_taken.TryGetValue(className, out var taken) || IsFull(className))
            {
                return null;
            }

            var index = 0;
            while (taken.Contains(index))
            {
                index++;
            }

            var scene = index / _settings.PicturesPerScene;
            var frame = index % _settings.PicturesPerScene;
            var split = SplitOf(_settings, scene);
            return new PlannedPicture(
                className, scene, frame, split, PlannedPicture.FileOf(split, className, _settings.Seed, scene, frame));
        }

        /// <summary>Notes that a picture is there or on its way.</summary>
        public void Take(string className, int scene, int frame)
        {
            if (_taken.TryGetValue(className, out var taken))
            {
                taken.Add((scene * _settings.PicturesPerScene) + frame);
            }
        }

        /// <summary>Notes that a picture was lost on its way.</summary>
        public void GiveBack(PlannedPicture picture)
        {
            if (_taken.TryGetValue(picture.ClassName, out var taken))
            {
                taken.Remove((picture.Scene * _settings.PicturesPerScene) + picture.Frame);
            }
        }
    }
}
