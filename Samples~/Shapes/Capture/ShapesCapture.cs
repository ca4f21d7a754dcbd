using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Samples.Shapes.Capture;
using UnityEngine;

namespace Saccade.Samples.Shapes
{
    /// <summary>
    /// Fills a folder with labelled pictures: <c>train|validation|test/CLASS/SEED.png</c>, or <c>SEED-FRAME.png</c> where a
    /// scene has several.
    /// </summary>
    /// <remarks>
    /// A picture appears under its name only when it is whole, and a picture that is there is not made again: a capture that
    /// was cut short goes on where it stopped. Fill a folder from one plan only.
    /// </remarks>
    public sealed class ShapesCapture
    {
        private readonly ShapesCapturePlan _plan;

        /// <summary>Prepares a capture.</summary>
        /// <param name="plan">What to make. It must not change while the capture runs.</param>
        /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
        /// <exception cref="ArgumentException">A count or size of the plan is out of range, or there is no such class.</exception>
        public ShapesCapture(ShapesCapturePlan plan)
        {
            _plan = plan ?? throw new ArgumentNullException(nameof(plan));
            Require.AtLeast(1, plan.Width, nameof(plan.Width));
            Require.AtLeast(1, plan.Height, nameof(plan.Height));
            Require.AtLeast(1, plan.FramesPerScene, nameof(plan.FramesPerScene));
            Require.AtLeast(1, plan.Classes.Count, nameof(plan.Classes));
            Require.AtLeast(0, plan.TrainScenes, nameof(plan.TrainScenes));
            Require.AtLeast(0, plan.ValidationScenes, nameof(plan.ValidationScenes));
            Require.AtLeast(0, plan.TestScenes, nameof(plan.TestScenes));
            foreach (var className in plan.Classes)
            {
                ShapesCatalogue.Find(className);
            }
        }

        /// <summary>Renders and writes all pictures that are not there yet. Call it on the main thread.</summary>
        /// <param name="folder">Where the split folders go; made if missing.</param>
        /// <param name="progress">Called after each picture with how many there are and how many there will be.</param>
        /// <param name="cancellation">Ends the capture between two pictures; what is written stays.</param>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
        /// <exception cref="IOException">A folder or picture can't be written.</exception>
        /// <exception cref="UnauthorizedAccessException">The folder is not ours to write to.</exception>
        public void Fill(string folder, Action<int, int>? progress = null, CancellationToken cancellation = default)
        {
            Require.Folder(folder);
            using var snapshot = new Snapshot(_plan.Width, _plan.Height);
            using var scene = new ShapesScene();
            var done = 0;
            foreach (var (path, seed, className, frame) in Pictures(folder))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!File.Exists(path))
                {
                    WholeFile.Write(path, snapshot.Take(scene.Camera, () => scene.Show(seed, className, frame)).EncodeToPNG());
                }

                done++;
                progress?.Invoke(done, _plan.PictureCount);
            }
        }

        private IEnumerable<(string Path, int Seed, string ClassName, int Frame)> Pictures(string folder)
        {
            foreach (var split in new[] { ShapesSplit.Train, ShapesSplit.Validation, ShapesSplit.Test })
            {
                var scenes = _plan.ScenesOf(split) * _plan.Classes.Count;
                var scene = 0;
                foreach (var seed in ShapesSplits.Seeds(split, _plan.FirstSeed).Take(scenes))
                {
                    var className = _plan.Classes[scene % _plan.Classes.Count];
                    for (var frame = 0; frame < _plan.FramesPerScene; frame++)
                    {
                        var name = _plan.FramesPerScene == 1 ? $"{seed}.png" : $"{seed}-{frame}.png";
                        yield return (Path.Combine(folder, ShapesSplits.FolderOf(split), className, name), seed, className, frame);
                    }

                    scene++;
                }
            }
        }
    }
}
