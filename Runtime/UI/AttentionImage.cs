using System;
using UnityEngine;
using UnityEngine.UI;

namespace Saccade.UI
{
    /// <summary>
    /// Shows in a canvas where the model looked: give it the place of the image that shows the camera's picture, and the map lies on the
    /// part that the model saw. It follows the overlay's own settings, threshold and opacity among them, and takes no clicks.
    /// </summary>
    [AddComponentMenu("Saccade/Attention Image")]
    [RequireComponent(typeof(CanvasRenderer))]
    public sealed class AttentionImage : MaskableGraphic
    {
        [SerializeField]
        [Tooltip("The overlay whose map is shown. None: the main camera's.")]
        private AttentionOverlay? _overlay;

        [NonSerialized]
        private Texture? _texture;

        private (Rect Area, Rect Part) _placed;

        private AttentionImage()
        {
        }

        /// <summary>The overlay whose map is shown; null for the main camera's.</summary>
        public AttentionOverlay? Overlay
        {
            get => _overlay;
            set => _overlay = value;
        }

        /// <inheritdoc/>
        public override Texture mainTexture => _texture != null ? _texture : s_WhiteTexture;

        /// <summary>Lets every click through.</summary>
        /// <param name="sp">Where.</param>
        /// <param name="eventCamera">The camera that it was made with.</param>
        /// <returns>False always.</returns>
        public override bool Raycast(Vector2 sp, Camera eventCamera) => false;

        /// <inheritdoc/>
        protected override void OnPopulateMesh(VertexHelper vh)
        {
            vh.Clear();
            if (_texture == null)
            {
                return;
            }

            var whole = GetPixelAdjustedRect();
            var (area, part) = _placed;
            var (left, right) = (whole.x + area.xMin * whole.width, whole.x + area.xMax * whole.width);
            var (low, high) = (whole.y + area.yMin * whole.height, whole.y + area.yMax * whole.height);
            Color32 white = Color.white;
            vh.AddVert(new Vector3(left, low, 0f), white, new Vector4(part.xMin, part.yMin, 0f, 0f));
            vh.AddVert(new Vector3(left, high, 0f), white, new Vector4(part.xMin, part.yMax, 0f, 0f));
            vh.AddVert(new Vector3(right, high, 0f), white, new Vector4(part.xMax, part.yMax, 0f, 0f));
            vh.AddVert(new Vector3(right, low, 0f), white, new Vector4(part.xMax, part.yMin, 0f, 0f));
            vh.AddTriangle(0, 1, 2);
            vh.AddTriangle(2, 3, 0);
        }

        // Canvases are filled anew after this, in the same frame. A map that was painted anew is the same texture.
        private void LateUpdate()
        {
            var overlay = AttentionOverlay.OrMain(_overlay);
            var texture = overlay == null ? null : overlay.Texture;
            if (texture != _texture)
            {
                _texture = texture;
                SetMaterialDirty();
                SetVerticesDirty();
            }

            var place = texture == null ? default : (overlay!.TextureArea, overlay.TexturePart);
            if (place != _placed)
            {
                _placed = place;
                SetVerticesDirty();
            }
        }
    }
}
