using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture.Encoding
{
    /// <summary>
    /// When a run of the engine begins and ends: what asynchronous reads still write into must not go before they are done, and
    /// belongs to the run that it was made in. Main thread only.
    /// </summary>
    internal static class EngineRun
    {
        private static readonly HashSet<RecordedSlot> Abandoned = new HashSet<RecordedSlot>();

        /// <summary>Counts the runs.</summary>
        public static int Number { get; private set; }

        /// <summary>Whether the program, play mode or the scripts are about to end: no answer will come in a later frame.</summary>
        public static bool IsEnding { get; private set; }

        /// <summary>Keeps a slot whose owner is gone until its answer has come, or the run ends.</summary>
        public static void Keep(RecordedSlot slot) => Abandoned.Add(slot);

        /// <summary>Tells that a slot's answer has come.</summary>
        public static void Forget(RecordedSlot slot) => Abandoned.Remove(slot);

        // Play mode begins, perhaps without a domain reload: statics still hold what belonged to the last one.
        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.SubsystemRegistration)]
        private static void Begin()
        {
            Number++;
            IsEnding = false;
            Application.quitting -= End;
            Application.quitting += End;
        }

        /// <summary>Brings what is under way to its end. Waiting is for once allowed: nobody sees another frame, or scripts reload.
        /// </summary>
        internal static void End()
        {
            IsEnding = true;
            if (SystemInfo.graphicsDeviceType != GraphicsDeviceType.Null)
            {
                AsyncGPUReadback.WaitAllRequests();
            }

            // The commands of these never ran.
            var left = new RecordedSlot[Abandoned.Count];
            Abandoned.CopyTo(left);
            Abandoned.Clear();
            Array.ForEach(left, slot => slot.Release());
        }
    }
}
