using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Samples.Shapes.Capture;
using Saccade.Samples.Shapes.Scene;
using UnityEngine;

namespace Saccade.Samples.Shapes
{
    /// <summary>
    /// Fills a folder with a stand-in for the Oxford-IIIT Pet data set (Parkhi et al., 2012): 37 classes of <see cref="ShapeBreeds"/> in
    /// its file format, <c>images/Red_Disc_1.jpg</c> and <c>annotations/{trainval,test,list}.txt</c>, in several sizes and aspect
    /// ratios.
    /// </summary>
    /// <remarks>
    /// Pictures are handled as by <see cref="ShapesCapture"/>. The annotations are written last: a set that was cut short has none,
    /// and goes on where it stopped.
    /// </remarks>
    public sealed class BreedsCapture
    {
        private const int JpegQuality = 90;

        // A stream of random numbers of its own, so that a picture's size has nothing to do with what is in it.
        private const int SizeStream = -1;

        private readonly BreedsCapturePlan _plan;

        /// <summary>Prepares a capture.</summary>
        /// <param name="plan">What to make. It must not change while the capture runs.</param>
        /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
        /// <exception cref="ArgumentException">A count or size of the plan is out of range.</exception>
        public BreedsCapture(BreedsCapturePlan plan)
        {
            _plan = plan ?? throw new ArgumentNullException(nameof(plan));
            Require.AtLeast(1, plan.TrainScenes, nameof(plan.TrainScenes));
            Require.AtLeast(1, plan.TestScenes, nameof(plan.TestScenes));
            Require.AtLeast(2, plan.Width, nameof(plan.Width));
            Require.AtLeast(2, plan.Height, nameof(plan.Height));
        }

        /// <summary>Renders and writes all pictures that are not there yet, then the annotations. Call it on the main thread.</summary>
        /// <param name="folder">Where <c>images</c> and <c>annotations</c> go; made if missing.</param>
        /// <param name="progress">Called after each picture with how many there are and how many there will be.</param>
        /// <param name="cancellation">Ends the capture between two pictures; what is written stays.</param>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
        /// <exception cref="IOException">A file can't be written, or the folder holds the annotations of another set.</exception>
        /// <exception cref="UnauthorizedAccessException">The folder is not ours to write to.</exception>
        public void Fill(string folder, Action<int, int>? progress = null, CancellationToken cancellation = default)
        {
            Require.Folder(folder);
            var pictures = Pictures(ShapesSplit.Train, _plan.TrainScenes, 0)
                .Concat(Pictures(ShapesSplit.Test, _plan.TestScenes, _plan.TrainScenes))
                .ToList();
            var annotations = new BreedAnnotations(folder, _plan, pictures);
            annotations.RequireNoOther();
            Render(Path.Combine(folder, "images"), pictures, progress, cancellation);
            annotations.Write();
        }

        private void Render(string folder, List<BreedPicture> pictures, Action<int, int>? progress, CancellationToken cancellation)
        {
            var snapshots = new Dictionary<(int Width, int Height), Snapshot>();
            using var scene = new ShapesScene();
            try
            {
                for (var i = 0; i < pictures.Count; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var picture = pictures[i];
                    var path = Path.Combine(folder, picture.Name + ".jpg");
                    if (!File.Exists(path))
                    {
                        var snapshot = SnapshotOf(SizeOf(picture.Seed));
                        WholeFile.Write(
                            path, snapshot.Take(scene.Camera, () => scene.Show(picture.Seed, picture.Breed)).EncodeToJPG(JpegQuality));
                    }

                    progress?.Invoke(i + 1, pictures.Count);
                }
            }
            finally
            {
                foreach (var snapshot in snapshots.Values)
                {
                    snapshot.Dispose();
                }
            }

            Snapshot SnapshotOf((int Width, int Height) size)
            {
                if (!snapshots.TryGetValue(size, out var snapshot))
                {
                    snapshot = new Snapshot(size.Width, size.Height);
                    snapshots.Add(size, snapshot);
                }

                return snapshot;
            }
        }

        // Like photographs: half of them lie, the others stand, are wide or square.
        private (int Width, int Height) SizeOf(int seed) => new SceneRandom(seed, SizeStream).Below(6) switch
        {
            0 => (_plan.Height, _plan.Width),
            1 => (_plan.Width, _plan.Width * 2 / 3),
            2 => (_plan.Height, _plan.Height),
            _ => (_plan.Width, _plan.Height),
        };

        // Dealt out in turn, so that no two classes share a scene.
        private IEnumerable<BreedPicture> Pictures(ShapesSplit split, int scenes, int numberBefore)
        {
            var classes = ShapeBreeds.All.Count;
            return ShapesSplits.Seeds(split, _plan.FirstSeed).Take(classes * scenes).Select((seed, i) =>
                new BreedPicture(ShapeBreeds.All[i % classes], split, numberBefore + 1 + (i / classes), seed));
        }
    }
}
