namespace Saccade.Capture.Textures
{
    /// <summary>How a texture's picture lies in it, and so what has to be done to see it upright.</summary>
    internal readonly struct PicturePose
    {
        private const int Quarter = 90;

        /// <summary>Describes it; what has to be done comes in this order.</summary>
        /// <param name="isUpsideDown">Whether rows are turned over.</param>
        /// <param name="rotationAngle">Degrees to rotate clockwise by, taken to the nearest quarter turn.</param>
        /// <param name="isMirrored">Whether left and right are exchanged.</param>
        public PicturePose(bool isUpsideDown, int rotationAngle, bool isMirrored)
        {
            var quarters = (rotationAngle % (4 * Quarter) + 4 * Quarter + Quarter / 2) / Quarter % 4;

            // Half a turn is to turn over rows and columns.
            var isHalf = quarters >= 2;
            IsTurned = quarters % 2 == 1;
            FlipsRows = isUpsideDown != isHalf;

            // Once turned by a quarter, what were the columns are the rows.
            FlipsColumns = isHalf;
            IsMirrored = isMirrored;
        }

        /// <summary>Whether rows are turned over first.</summary>
        public bool FlipsRows { get; }

        /// <summary>Whether columns are turned over first.</summary>
        public bool FlipsColumns { get; }

        /// <summary>Whether a clockwise quarter turn comes then.</summary>
        public bool IsTurned { get; }

        /// <summary>Whether left and right are exchanged at last.</summary>
        public bool IsMirrored { get; }

        /// <summary>Whether nothing has to be done.</summary>
        public bool IsUpright => !FlipsRows && !FlipsColumns && !IsTurned && !IsMirrored;
    }
}
