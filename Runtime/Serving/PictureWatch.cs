namespace Saccade.Serving
{
    /// <summary>
    /// Notices that no picture arrives though one should, and that no newer result comes. In frames as well as in seconds: a game that
    /// stood still for a while, in the background or in a debugger, has nothing to say of its pictures. Allocates nothing.
    /// </summary>
    internal sealed class PictureWatch
    {
        /// <summary>Frames without a picture after which it is asked why, and without a newer result after which one is stale.</summary>
        public const int PatienceFrames = 60;

        private const double PatienceSeconds = 1;
        private const int PatienceRuns = 4;

        private int _withoutPicture;
        private int _withoutResult;
        private double _since;
        private long _arrived;

        /// <summary>Whether no picture has arrived for so long that somebody should ask why; true once for each such time.</summary>
        /// <param name="isWanted">Whether a picture is due, or on its way.</param>
        /// <param name="arrived">Pictures that have arrived so far.</param>
        /// <param name="now">Seconds.</param>
        public bool IsOverdue(bool isWanted, long arrived, double now)
        {
            HasArrived = arrived != _arrived;
            _arrived = arrived;
            _withoutPicture = HasArrived || !isWanted ? 0 : _withoutPicture + 1;
            if (_withoutPicture <= 1)
            {
                _since = now;
            }

            // A game without a limit makes hundreds of frames while a picture is on its way.
            if (_withoutPicture <= PatienceFrames || now - _since < PatienceSeconds)
            {
                return false;
            }

            _withoutPicture = 0;
            return true;
        }

        /// <summary>Whether a picture has arrived since the frame before.</summary>
        public bool HasArrived { get; private set; }

        /// <summary>Notes that a frame began.</summary>
        /// <param name="hasResult">Whether a result came with it.</param>
        public void CountFrame(bool hasResult) => _withoutResult = hasResult ? 0 : _withoutResult + 1;

        /// <summary>Whether a newer result should have come.</summary>
        /// <param name="age">Seconds since the picture of the last one was taken.</param>
        /// <param name="run">Seconds that a run of the model takes.</param>
        /// <param name="period">Seconds between two pictures at least.</param>
        public bool IsStale(double age, double run, double period) =>
            _withoutResult > PatienceFrames && age > PatienceSeconds + PatienceRuns * run + 2 * period;

        /// <summary>Begins anew.</summary>
        public void Reset() => (_withoutPicture, _withoutResult) = (0, 0);
    }
}
