using System;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade
{
    /// <summary>
    /// Shows in the scene where the model looked: a quad of one by one, like Unity's own, that stands for the camera's picture; place it
    /// before the screen in the game that shows that picture. The map lies on the part that the model saw, and the rest shows nothing. It
    /// follows the overlay's own settings, threshold and opacity among them. Keep it from the classifier's own camera, by its layer and the
    /// camera's culling mask, or the model sees it.
    /// </summary>
    [AddComponentMenu("Saccade/Attention Quad")]
    [RequireComponent(typeof(MeshFilter))]
    [RequireComponent(typeof(MeshRenderer))]
    [DisallowMultipleComponent]
    public sealed class AttentionQuad : MonoBehaviour
    {
        // Among the shaders that every player has, and drawn in all render pipelines.
        private const string ShaderName = "Sprites/Default";

        // As Unity's own quad it faces backward.
        private static readonly int[] Triangles = { 0, 2, 1, 2, 3, 1 };

        [SerializeField]
        [Tooltip("The overlay whose map is shown. None: the main camera's.")]
        private AttentionOverlay? _overlay;

        [SerializeField]
        [Tooltip("A transparent material to show it with; a copy of it is used. None: Sprites/Default.")]
        private Material? _material;

        private readonly Vector3[] _vertices = new Vector3[4];
        private readonly Vector2[] _uvs = new Vector2[4];
        private MeshRenderer _renderer = null!;
        private Material? _shown;
        private Mesh? _mesh;
        private (Rect Area, Rect Part) _placed;

        /// <summary>The overlay whose map is shown; null for the main camera's.</summary>
        public AttentionOverlay? Overlay
        {
            get => _overlay;
            set => _overlay = value;
        }

        /// <summary>
        /// A transparent material to show it with, of which a copy is used; null for Sprites/Default. Read when the component is enabled.
        /// </summary>
        public Material? Material
        {
            get => _material;
            set => _material = value;
        }

        /// <summary>Why nothing can be shown, as one message; or null.</summary>
        [field: NonSerialized]
        public string? Notice { get; private set; }

        private void OnEnable()
        {
            _renderer = GetComponent<MeshRenderer>();
            var shader = _material == null ? Shader.Find(ShaderName) : null;
            if (_material == null && shader == null)
            {
                Notice = $"The shader {ShaderName} is not in this program: choose a transparent material, or list it in Project Settings > "
                    + "Graphics > Always Included Shaders.";
                Debug.LogWarning("AttentionQuad: " + Notice, this);
                return;
            }

            _shown = _material != null ? new Material(_material) : new Material(shader!);
            _shown.hideFlags = HideFlags.HideAndDontSave;
            _mesh = new Mesh { name = "Attention Quad", hideFlags = HideFlags.HideAndDontSave };
            _placed = default;
            GetComponent<MeshFilter>().sharedMesh = _mesh;
            _renderer.sharedMaterial = _shown;
            _renderer.enabled = false;
        }

        private void OnDisable()
        {
            Notice = null;
            if (_shown == null)
            {
                return;
            }

            _renderer.enabled = false;
            _renderer.sharedMaterial = null;
            GetComponent<MeshFilter>().sharedMesh = null;
            Object.Destroy(_shown);
            Object.Destroy(_mesh!);
            (_shown, _mesh) = (null, null);
        }

        private void LateUpdate()
        {
            if (_shown == null)
            {
                return;
            }

            var overlay = AttentionOverlay.OrMain(_overlay);
            var texture = overlay == null ? null : overlay.Texture;
            if (texture != null)
            {
                _shown.mainTexture = texture;
                var place = (overlay!.TextureArea, overlay.TexturePart);
                if (_placed != place)
                {
                    _placed = place;
                    Place(place.TextureArea, place.TexturePart);
                }
            }

            if (_renderer.enabled != (texture != null))
            {
                _renderer.enabled = texture != null;
            }
        }

        private void Place(Rect area, Rect part)
        {
            for (var i = 0; i < 4; i++)
            {
                var (x, y) = (i & 1, i >> 1);
                _vertices[i] = new Vector3(area.x + x * area.width - 0.5f, area.y + y * area.height - 0.5f, 0f);
                _uvs[i] = new Vector2(part.x + x * part.width, part.y + y * part.height);
            }

            _mesh!.SetVertices(_vertices);
            _mesh.SetUVs(0, _uvs);
            _mesh.SetTriangles(Triangles, 0);
        }
    }
}
