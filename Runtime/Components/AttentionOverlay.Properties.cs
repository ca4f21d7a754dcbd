using System;
using Saccade.Maps;
using Saccade.Overlay;
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

        [SerializeField]
        [Tooltip("Whether the map is drawn over the camera's picture. Untick it where the game's own UI or scene shows it.")]
        private bool _drawsOnPicture = true;

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
        /// Whether the map is drawn over the camera's picture. Turn it off where the game's own UI or scene shows <see cref="Texture"/>.
        /// </summary>
        public bool DrawsOnPicture
        {
            get => _drawsOnPicture;
            set => _drawsOnPicture = value;
        }

        /// <summary>
        /// The map as it is shown: colours, and an alpha that follows weight, <see cref="Opacity"/> and <see cref="Threshold"/>, not
        /// premultiplied. It belongs over <see cref="TextureArea"/> of the camera's picture. Painted when a result or one of these settings
        /// has changed, and only while somebody reads it; the same object until the map has another size. Null while there is nothing to
        /// show. Read it in Update or LateUpdate, not while a camera renders.
        /// </summary>
        public RenderTexture? Texture => Paint() ? _painter!.Picture : null;

        /// <summary>
        /// The part of the camera's picture that <see cref="Texture"/> belongs on, as fractions of the picture, the origin at the lower
        /// left corner as in <c>RectTransform.anchorMin</c>; empty while there is nothing to show.
        /// </summary>
        public Rect TextureArea => Placement.IsVisible ? Upright(Placement.Area) : default;

        /// <summary>
        /// The part of <see cref="Texture"/> that belongs there, as in <c>RawImage.uvRect</c>: all of it, unless the model's crop reaches
        /// outside the picture.
        /// </summary>
        public Rect TexturePart => Placement.Part;

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

        // In a picture of one by one, from its upper left corner.
        private OverlayPlacement Placement =>
            _painter == null || !_painter.HasMap || _classifier.Result == null
                ? default
                : new OverlayPlacement(new Rect(0f, 0f, 1f, 1f), _region);

        private static Rect Upright(Rect area) => new Rect(area.x, 1f - area.yMax, area.width, area.height);
    }
}
