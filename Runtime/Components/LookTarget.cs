using System;
using Saccade.Looking;
using Saccade.Serving;
using UnityEngine;
using UnityEngine.Events;

namespace Saccade
{
    /// <summary>
    /// An object whose share of the attention is told, see <see cref="AttentionShares"/>: this object and what lies below it, except for
    /// what has a target of its own. A <see cref="ClassLabel"/> makes an object a target too, without the events.
    /// </summary>
    [AddComponentMenu("Saccade/Look Target")]
    [DisallowMultipleComponent]
    public sealed class LookTarget : MonoBehaviour, ILookedAt
    {
        [SerializeField]
        [Tooltip("Called on the main thread with the share of this object, 0 to 1, with each result in which it has one and once with 0.")]
        private UnityEvent<float> _onLooked = new UnityEvent<float>();

        private readonly Listeners<float> _looked = new Listeners<float>();

        /// <summary>
        /// Raised on the main thread with the share of this object, 0 to 1, with each result in which it has one, and once with 0 when it
        /// has none any more.
        /// </summary>
        public event Action<float>? Looked
        {
            add => _looked.Add(value);
            remove => _looked.Remove(value);
        }

        /// <summary>The same as <see cref="Looked"/>, to be set up in the inspector.</summary>
        public UnityEvent<float> OnLooked => _onLooked;

        /// <summary>
        /// The share that was told last, 0 to 1. Where several cameras tell shares, each has its own: ask its
        /// <see cref="AttentionShares.Report"/>.
        /// </summary>
        public float Share { get; private set; }

        internal void Tell(float share)
        {
            Share = share;
            _looked.Tell(share, _onLooked, this);
        }

        private void OnEnable() => KnownTargets.Add(this);

        private void OnDisable()
        {
            KnownTargets.Remove(this);
            Share = 0f;
        }
    }
}
