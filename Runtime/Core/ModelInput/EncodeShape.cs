using System;
using Saccade.Capture;
using Saccade.Preprocessing;

namespace Saccade.ModelInput
{
    /// <summary>What an encoder makes of a picture, whatever its size: how many numbers, which, and in which order.</summary>
    internal sealed class EncodeShape
    {
        /// <summary>Frames that can be on their way at once, at most.</summary>
        public const int MaximumCapacity = 16;

        /// <summary>Checks what an encoder is asked for, see <see cref="ICaptureBackend{TSource}.CreateEncoder"/>.</summary>
        /// <exception cref="ArgumentException">
        /// The model's input would change with the picture's size, or patches don't fill it.
        /// </exception>
        public EncodeShape(PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity)
        {
            Rule = rule ?? throw new ArgumentNullException(nameof(rule));
            if (capacity < 1 || capacity > MaximumCapacity)
            {
                throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"Expected 1 to {MaximumCapacity} frames in flight.");
            }

            (Width, Height) = rule.GetOutputSize(1, 1);
            if (!rule.Crop && rule.Mode != ResizeMode.Stretch)
            {
                throw new ArgumentException(
                    "The rule's result changes with the picture's size; a model needs a crop or a fixed size.", nameof(rule));
            }

            if (layout == PixelLayout.Patches)
            {
                if (patchWidth < 1 || patchHeight < 1 || Width % patchWidth != 0 || Height % patchHeight != 0)
                {
                    throw new ArgumentException(
                        $"Patches of {patchWidth} x {patchHeight} don't fill {Width} x {Height} pixels.", nameof(patchWidth));
                }

                PatchWidth = patchWidth;
                PatchHeight = patchHeight;
            }

            Values = rule.CreateNormalizationTable();
        }

        /// <summary>How a picture becomes model input.</summary>
        public PreprocessingRule Rule { get; }

        /// <summary>Width of what the model sees in pixels.</summary>
        public int Width { get; }

        /// <summary>Height of what the model sees in pixels.</summary>
        public int Height { get; }

        /// <summary>Width of a patch in pixels; 0 where planes are written.</summary>
        public int PatchWidth { get; }

        /// <summary>Height of a patch in pixels; 0 where planes are written.</summary>
        public int PatchHeight { get; }

        /// <summary>Numbers in one encoded picture.</summary>
        public int Length => PreprocessingRule.Channels * Width * Height;

        /// <summary>[3, 256]: what each level becomes.</summary>
        public float[] Values { get; }
    }
}
