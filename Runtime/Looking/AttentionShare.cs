using UnityEngine;

namespace Saccade
{
    /// <summary>How much of the attention fell on one object.</summary>
    public readonly struct AttentionShare
    {
        internal AttentionShare(GameObject target, float share)
        {
            Target = target;
            Share = share;
        }

        /// <summary>
        /// The object with the <see cref="LookTarget"/> or the <see cref="ClassLabel"/>. Perhaps destroyed by now.
        /// </summary>
        public GameObject Target { get; }

        /// <summary>Its share, 0 to 1; those of all objects and of the background add up to one.</summary>
        public float Share { get; }
    }
}
