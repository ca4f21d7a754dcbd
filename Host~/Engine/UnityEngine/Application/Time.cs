using Saccade.Host;

namespace UnityEngine
{
    public class Time
    {
        private static float _timeScale = 1;

        public static float deltaTime { get; private set; }

        public static float unscaledDeltaTime { get; private set; }

        internal static float time => (float)timeAsDouble;

        public static double timeAsDouble { get; private set; }

        internal static float unscaledTime => (float)unscaledTimeAsDouble;

        public static double unscaledTimeAsDouble { get; private set; }

        public static int frameCount { get; private set; }

        internal static float timeScale
        {
            get => _timeScale;
            set => _timeScale = Mathf.Max(value, 0);
        }

        internal static float realtimeSinceStartup => (float)realtimeSinceStartupAsDouble;

        public static double realtimeSinceStartupAsDouble => HostEngine.SecondsSinceStart;

        internal static void Reset()
        {
            _timeScale = 1;
            deltaTime = 0;
            unscaledDeltaTime = 0;
            timeAsDouble = 0;
            unscaledTimeAsDouble = 0;
            frameCount = 0;
        }

        internal static void Advance(float seconds)
        {
            frameCount++;
            unscaledDeltaTime = seconds;
            deltaTime = seconds * _timeScale;
            unscaledTimeAsDouble += unscaledDeltaTime;
            timeAsDouble += deltaTime;
        }
    }
}
