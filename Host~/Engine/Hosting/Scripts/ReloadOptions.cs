using System;

namespace Saccade.Host
{
    /// <summary>What an editor does around a reload of scripts, and what Unity leaves open.</summary>
    internal sealed record ReloadOptions
    {
        /// <summary>Tells the scripts that they are about to be unloaded.</summary>
        internal Action? Before { get; init; }

        /// <summary>Runs what scripts have marked to run when they are loaded.</summary>
        internal Action<ScriptDomain>? Loaded { get; init; }

        /// <summary>Tells the scripts that all is as it was.</summary>
        internal Action? After { get; init; }

        /// <summary>
        /// Whether <see cref="Loaded"/> comes before the components' OnEnable, as the editor's own log lists the steps, or after it, as
        /// Unity's manual does.
        /// </summary>
        internal bool LoadsBeforeEnabling { get; init; } = true;

        /// <summary>
        /// Whether private fields are kept that aren't marked <see cref="UnityEngine.SerializeField"/>. Unity's manual says that they are
        /// in a reload; nobody should build upon it.
        /// </summary>
        internal bool KeepsPrivateFields { get; init; } = true;
    }
}
