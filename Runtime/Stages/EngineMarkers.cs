using System;
using Unity.Profiling;
using UnityEngine;
using UnityEngine.Profiling;
using UnityEngine.Rendering;

namespace Saccade.Stages
{
    /// <summary>
    /// The stages as markers of the engine's profiler: "Saccade.Encode" and so on. A player that isn't a development build compiles none of
    /// them in.
    /// </summary>
    internal sealed class EngineMarkers : IStageMarkers
    {
        private const string Prefix = "Saccade.";

        private static readonly ProfilerMarker[] Markers =
            Array.ConvertAll(Enum.GetNames(typeof(Stage)), name => new ProfilerMarker(Prefix + name));

        private static readonly EngineMarkers Instance = new EngineMarkers();

        private EngineMarkers()
        {
        }

        /// <summary>
        /// Makes the engine's profiler the one that stages are told to. Nothing calls this by itself when scripts are reloaded in play
        /// mode: what is enabled again does.
        /// </summary>
        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.SubsystemRegistration)]
        public static void Install() => StageMarkers.Engine = Instance;

        /// <summary>Records the beginning of a stage that the engine does when it comes to the commands.</summary>
        public static void Begin(CommandBuffer commands, Stage stage) => commands.BeginSample(Markers[(int)stage]);

        /// <summary>Records its end.</summary>
        public static void End(CommandBuffer commands, Stage stage) => commands.EndSample(Markers[(int)stage]);

        public void Begin(Stage stage) => Markers[(int)stage].Begin();

        public void End(Stage stage) => Markers[(int)stage].End();

        public void BeginThread(string name) => Profiler.BeginThreadProfiling("Saccade", name);

        public void EndThread() => Profiler.EndThreadProfiling();
    }
}
