using System;
using Saccade.Maps;
using UnityEngine;

namespace Saccade
{
    public sealed partial class AttentionOverlay
    {
        private const int MaximumHeads = 64;

        [SerializeField]
        [Tooltip("Which map to show. Best: the one that says best where the object is, among those that the model gives.")]
        private AttentionSource _source = AttentionSource.Best;

        [SerializeField]
        [Range(0, MaximumHeads - 1)]
        [Tooltip("Which head of the last block to show, counted from 0. Only for the source Head.")]
        private int _head;

        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("Opacity where the model looked most; where it looked least, the overlay is transparent.")]
        private float _opacity = HeatMap.DefaultOpacity;

        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("Nothing is drawn below this fraction of the way from the smallest weight to the largest.")]
        private float _threshold;

        [SerializeField]
        [Tooltip("Colours from the smallest weight to the largest.")]
        private ColorMap _colorMap = ColorMap.Inferno;

        [SerializeField]
        [Tooltip("Smooth from patch to patch, or each patch in one colour.")]
        private OverlayStyle _style = OverlayStyle.Smooth;

        /// <summary>
        /// Which map to show. One that the model doesn't give is replaced by the best that it does, see <see cref="Notice"/>.
        /// </summary>
        public AttentionSource Source
        {
            get => _source;
            set => _source = value;
        }

        /// <summary>
        /// Which head of the last block <see cref="AttentionSource.Head"/> shows, 0 to 63; beyond the model's last, its last.
        /// </summary>
        public int Head
        {
            get => _head;
            set => _head = Mathf.Clamp(value, 0, MaximumHeads - 1);
        }

        /// <summary>Opacity where the model looked most, 0 to 1; it falls to 0 with the weight.</summary>
        public float Opacity
        {
            get => _opacity;
            set => _opacity = Mathf.Clamp01(Finite.Require(value, nameof(Opacity)));
        }

        /// <summary>Nothing is drawn below this fraction of the way from the smallest weight to the largest, 0 to 1.</summary>
        public float Threshold
        {
            get => _threshold;
            set => _threshold = Mathf.Clamp01(Finite.Require(value, nameof(Threshold)));
        }

        /// <summary>Colours from the smallest weight to the largest.</summary>
        public ColorMap ColorMap
        {
            get => _colorMap;
            set => _colorMap = value;
        }

        /// <summary>Smooth from patch to patch, or each patch in one colour.</summary>
        public OverlayStyle Style
        {
            get => _style;
            set => _style = value;
        }

        /// <summary>
        /// The map that is shown: <see cref="Source"/> or what stands in for it. Null before the first result and without any.
        /// </summary>
        public AttentionSource? Shown { get; private set; }

        /// <summary>
        /// Why no map is shown, or another than was asked for, as one message to show; null when nothing is wrong, also before the
        /// first result.
        /// </summary>
        // A reload of scripts might bring it back, and null as an empty text.
        [field: NonSerialized]
        public string? Notice { get; private set; }
    }
}
