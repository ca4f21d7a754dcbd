using Saccade.Overlay;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// Blends a heat map over the picture of the camera: where the class token of the last encoder block looked, mean over the
    /// heads. Lies exactly on the part of the picture that the model saw.
    /// </summary>
    [AddComponentMenu("Saccade/Attention Overlay")]
    [RequireComponent(typeof(VitClassifier))]
    [DisallowMultipleComponent]
    public sealed class AttentionOverlay : MonoBehaviour
    {
        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("Opacity where the model looked most; where it looked least, the overlay is transparent.")]
        private float _opacity = 0.65f;

        [SerializeField]
        [Tooltip("Colours of the heat map.")]
        private ColorMap _colorMap = ColorMap.Turbo;

        private VitClassifier _classifier = null!;
        private HeatMap? _heatMap;
        private Texture2D? _texture;
        private float[] _mean = System.Array.Empty<float>();
        private int _gridHeight;
        private int _gridWidth;
        private ColorMap _drawnMap;

        /// <summary>Opacity where the model looked most, 0 to 1.</summary>
        public float Opacity
        {
            get => _opacity;
            set => _opacity = Mathf.Clamp01(value);
        }

        /// <summary>Colours of the heat map.</summary>
        public ColorMap ColorMap
        {
            get => _colorMap;
            set => _colorMap = value;
        }

        private void Awake() => _classifier = GetComponent<VitClassifier>();

        private void OnEnable() => _classifier.Classified += Show;

        private void OnDisable()
        {
            _classifier.Classified -= Show;
            if (_texture != null)
                Destroy(_texture);
            _texture = null;
            _heatMap = null;
        }

        private void OnGUI()
        {
            if (_texture == null || _classifier.Result == null || Event.current.type != EventType.Repaint)
                return;
            Rect area = _classifier.ScreenArea;
            Rect seen = _classifier.Result.Region;
            Rect place = new Rect(
                area.x + seen.x * area.width,
                area.y + seen.y * area.height,
                seen.width * area.width,
                seen.height * area.height);
            GUI.DrawTexture(place, _texture, ScaleMode.StretchToFill, true);
        }

        private void Show(Classification result)
        {
            AttentionMap? attention = result.Attention;
            if (attention == null)
                return;
            if (_heatMap == null || _gridHeight != attention.GridHeight || _gridWidth != attention.GridWidth || _drawnMap != _colorMap)
                Create(attention);
            attention.Reduce(HeadReduction.Mean, _mean);
            _texture!.SetPixels32(_heatMap!.Draw(_mean, _opacity));
            _texture.Apply(false, false);
        }

        private void Create(AttentionMap attention)
        {
            if (_texture != null)
                Destroy(_texture);
            _gridHeight = attention.GridHeight;
            _gridWidth = attention.GridWidth;
            _drawnMap = _colorMap;
            _mean = new float[_gridHeight * _gridWidth];
            _heatMap = new HeatMap(_gridHeight, _gridWidth, _colorMap);
            _texture = new Texture2D(_heatMap.Width, _heatMap.Height, TextureFormat.RGBA32, false)
            {
                name = "Attention",
                filterMode = FilterMode.Bilinear,
                wrapMode = TextureWrapMode.Clamp,
                hideFlags = HideFlags.HideAndDontSave,
            };
        }
    }
}
