using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Looking
{
    /// <summary>The targets that announce themselves, so that a camera looks through the scenes at once when one comes or goes.</summary>
    internal static class KnownTargets
    {
        private static readonly List<MonoBehaviour> Enabled = new List<MonoBehaviour>();

        /// <summary>Those that are enabled.</summary>
        public static IReadOnlyList<MonoBehaviour> All => Enabled;

        /// <summary>Counts the changes.</summary>
        public static int Changes { get; private set; }

        public static void Add(MonoBehaviour target)
        {
            Enabled.Add(target);
            Changes++;
        }

        public static void Remove(MonoBehaviour target)
        {
            Enabled.Remove(target);
            Changes++;
        }
    }
}
