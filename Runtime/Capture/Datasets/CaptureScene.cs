using System;
using UnityEngine;

namespace Saccade.Capture
{
    /// <summary>What the next picture of a data set shall show; given to every <see cref="ICaptureRandomizer"/>.</summary>
    /// <remarks>
    /// Whoever takes random numbers from nothing but <see cref="Random"/>, <see cref="FrameRandom"/> and <see cref="Seed"/> makes
    /// the same picture again after an interruption and on another machine.
    /// </remarks>
    public sealed class CaptureScene
    {
        /// <summary>Describes a picture to be taken.</summary>
        /// <param name="datasetSeed">The data set's seed.</param>
        /// <param name="number">Which arrangement, from 0.</param>
        /// <param name="frame">Which picture of that arrangement, from 0.</param>
        /// <param name="className">The class to show.</param>
        /// <param name="camera">The camera that the picture is taken from.</param>
        /// <param name="order">Which of the randomizers this is for, from 0: each has random numbers of its own.</param>
        /// <exception cref="ArgumentNullException">The class or camera is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
        public CaptureScene(int datasetSeed, int number, int frame, string className, Camera camera, int order)
        {
            if (number < 0 || frame < 0 || order < 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(number), $"scene {number}, frame {frame}, order {order}: each counts from 0.");
            }

            Number = number;
            Frame = frame;
            ClassName = className ?? throw new ArgumentNullException(nameof(className));
            Camera = camera != null ? camera : throw new ArgumentNullException(nameof(camera));
            var scene = SceneSeed(datasetSeed, number);
            Seed = (int)(uint)scene;
            var own = CaptureRandom.Mix(scene, (ulong)order);
            Random = new CaptureRandom(CaptureRandom.Mix(own, 0));
            FrameRandom = new CaptureRandom(CaptureRandom.Mix(own, (ulong)frame + 1));
        }

        /// <summary>Which arrangement, from 0. All pictures of one, of whatever class, end up in one split.</summary>
        public int Number { get; }

        /// <summary>Which picture of that arrangement, from 0.</summary>
        public int Frame { get; }

        /// <summary>A number of this scene's own, the same for all its frames, classes and randomizers.</summary>
        public int Seed { get; }

        /// <summary>The class to show.</summary>
        public string ClassName { get; }

        /// <summary>The camera that the picture is taken from; it may be moved. Its aspect is the picture's.</summary>
        public Camera Camera { get; }

        /// <summary>For what all frames of a scene share, such as light and background: the same in each.</summary>
        public CaptureRandom Random { get; }

        /// <summary>For what differs from frame to frame, such as the pose.</summary>
        public CaptureRandom FrameRandom { get; }

        /// <summary>The number that <see cref="Seed"/> is made of.</summary>
        /// <param name="datasetSeed">The data set's seed.</param>
        /// <param name="number">Which arrangement.</param>
        /// <returns>A number that looks like chance and is always the same.</returns>
        internal static ulong SceneSeed(int datasetSeed, int number) => CaptureRandom.Mix((uint)datasetSeed, (uint)number);
    }
}
