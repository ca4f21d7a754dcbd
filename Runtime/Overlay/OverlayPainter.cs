using System;
using Saccade.Maps;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Overlay
{
    /// <summary>
    /// Turns a map of weights into a small picture through the shader AttentionOverlay, when the map or how it is shown has changed, and
    /// draws that picture over a target each frame: filling a screen costs one bilinear read a pixel, whatever the style. Drawing
    /// allocates nothing and uploads nothing.
    /// </summary>
    internal sealed class OverlayPainter
    {
        private const string ShaderPath = "Saccade/AttentionOverlay";
        private const string PictureShaderPath = "Saccade/AttentionPicture";

        private static readonly int MapSizeId = Shader.PropertyToID("_MapSize");
        private static readonly int RangeId = Shader.PropertyToID("_Range");
        private static readonly int OpacityId = Shader.PropertyToID("_Opacity");
        private static readonly int ThresholdId = Shader.PropertyToID("_Threshold");
        private static readonly int SmoothId = Shader.PropertyToID("_Smooth");
        private static readonly int LinearId = Shader.PropertyToID("_Linear");
        private static readonly int ColorTableId = Shader.PropertyToID("_ColorTable");

        private static readonly int AreaId = Shader.PropertyToID("_Area");
        private static readonly int PartId = Shader.PropertyToID("_Part");

        private readonly Material _material;
        private readonly Material _pictureMaterial;
        private readonly Texture2D _colors;
        private readonly HeatMap _heat = new HeatMap();
        private Texture2D? _map;
        private RenderTexture? _picture;
        private (ColorMap Colors, OverlayStyle Style, float Opacity, float Threshold)? _painted;
        private ushort[] _texels = Array.Empty<ushort>();
        private Vector4 _size;
        private Vector4 _smoothRange;
        private ColorMap? _colorMap;

        private OverlayPainter(Shader shader, Shader pictureShader)
        {
            _material = new Material(shader) { hideFlags = HideFlags.HideAndDontSave };
            _pictureMaterial = new Material(pictureShader) { hideFlags = HideFlags.HideAndDontSave };
            _colors = Create(ColorTable.Length, 1, TextureFormat.RGBA32, "Attention Colours");
            _material.SetTexture(ColorTableId, _colors);
        }

        /// <summary>Whether there is a map to draw, which a flat one is not.</summary>
        public bool HasMap { get; private set; }

        /// <summary>The picture as it was painted last, colour and alpha, not premultiplied; null before that and without a map.</summary>
        public RenderTexture? Picture => HasMap && _painted != null ? _picture : null;

        /// <summary>Makes a painter, or none where the program lacks the shader.</summary>
        public static OverlayPainter? TryCreate()
        {
            var shader = Resources.Load<Shader>(ShaderPath);
            var pictureShader = Resources.Load<Shader>(PictureShaderPath);
            return shader == null || !shader.isSupported || pictureShader == null || !pictureShader.isSupported
                ? null
                : new OverlayPainter(shader, pictureShader);
        }

        /// <summary>Takes a map; the smallest weight will be cold, the largest hot.</summary>
        /// <param name="weights">[gridHeight, gridWidth], top row of the picture first.</param>
        /// <param name="gridHeight">Rows, at least 1.</param>
        /// <param name="gridWidth">Columns, at least 1.</param>
        public void SetMap(ReadOnlySpan<float> weights, int gridHeight, int gridWidth)
        {
            HasMap = _heat.TryTake(weights, gridHeight, gridWidth);
            if (!HasMap)
            {
                return;
            }

            var map = RequireMap(gridHeight, gridWidth);
            for (var y = 0; y < gridHeight; y++)
            {
                // Textures begin with their lowest row.
                var row = (gridHeight - 1 - y) * gridWidth;
                for (var x = 0; x < gridWidth; x++)
                {
                    _texels[row + x] = Mathf.FloatToHalf(_heat.Weights[y * gridWidth + x]);
                }
            }

            _painted = null;
            map.SetPixelData(_texels, 0);
            map.Apply(false, false);
            _size = new Vector4(gridWidth, gridHeight, 1f / gridWidth, 1f / gridHeight);
            var (coldest, hottest) = _heat.SplineRange;
            _smoothRange = new Vector4(coldest, hottest > coldest ? 1f / (hottest - coldest) : 0f, 0f, 0f);
        }

        /// <summary>Draws nothing until the next map.</summary>
        public void Clear() => HasMap = false;

        /// <summary>Makes the picture of the map, if it isn't that already. Changes no target.</summary>
        /// <param name="colorMap">Its colours.</param>
        /// <param name="style">Smooth or patch by patch.</param>
        /// <param name="opacity">Alpha of the hottest place, 0 to 1.</param>
        /// <param name="threshold">The fraction of the range below which nothing is drawn.</param>
        public void Paint(ColorMap colorMap, OverlayStyle style, float opacity, float threshold)
        {
            if (!HasMap || _painted == (colorMap, style, opacity, threshold) && _picture!.IsCreated())
            {
                return;
            }

            if (_colorMap != colorMap)
            {
                _colors.SetPixelData(ColorTable.Create(colorMap), 0);
                _colors.Apply(false, false);
                _colorMap = colorMap;
            }

            var isSmooth = style == OverlayStyle.Smooth;
            _material.SetVector(MapSizeId, _size);
            _material.SetVector(RangeId, isSmooth ? _smoothRange : new Vector4(0f, 1f, 0f, 0f));
            _material.SetFloat(OpacityId, opacity);
            _material.SetFloat(ThresholdId, threshold);
            _material.SetFloat(SmoothId, isSmooth ? 1f : 0f);
            _material.SetFloat(LinearId, QualitySettings.activeColorSpace == ColorSpace.Linear ? 1f : 0f);
            var picture = RequirePicture(isSmooth ? HeatMap.PixelsPerPatch : 1);
            picture.filterMode = isSmooth ? FilterMode.Bilinear : FilterMode.Point;
            var before = RenderTexture.active;
            Graphics.Blit(_map, picture, _material);
            RenderTexture.active = before;
            _painted = (colorMap, style, opacity, threshold);
        }

        /// <summary>Draws the picture over the active target.</summary>
        /// <param name="placement">Where.</param>
        public void Draw(in OverlayPlacement placement)
        {
            if (HasMap && _painted != null && placement.IsVisible)
            {
                Graphics.DrawTexture(placement.Area, _picture, placement.Part, 0, 0, 0, 0);
            }
        }

        /// <summary>Records drawing the picture over a texture.</summary>
        /// <param name="commands">What it is recorded into.</param>
        /// <param name="target">The texture.</param>
        /// <param name="size">The texture's size in pixels.</param>
        /// <param name="placement">Where.</param>
        public void Record(CommandBuffer commands, RenderTargetIdentifier target, Vector2Int size, in OverlayPlacement placement)
        {
            if (!HasMap || _painted == null || !placement.IsVisible)
            {
                return;
            }

            // A blit covers all of the target the right way up whatever the graphics API; the shader keeps to the area.
            var area = placement.Area;
            var part = placement.Part;
            var yMin = size.y - area.yMax;
            var scale = new Vector2(part.width * size.x / area.width, part.height * size.y / area.height);
            _pictureMaterial.SetVector(
                AreaId, new Vector4(area.xMin / size.x, yMin / size.y, area.xMax / size.x, (yMin + area.height) / size.y));
            _pictureMaterial.SetVector(
                PartId,
                new Vector4(scale.x, scale.y, part.xMin - area.xMin / size.x * scale.x, part.yMin - yMin / size.y * scale.y));
            commands.Blit(_picture, target, _pictureMaterial);
        }

        /// <summary>Gives the textures and the materials back.</summary>
        public void Release()
        {
            Object.Destroy(_material);
            Object.Destroy(_pictureMaterial);
            Object.Destroy(_colors);
            if (_map != null)
            {
                Object.Destroy(_map);
            }

            if (_picture != null)
            {
                Object.Destroy(_picture);
            }

            HasMap = false;
        }

        private static Texture2D Create(int width, int height, TextureFormat format, string name) =>
            new Texture2D(width, height, format, false, true)
            {
                name = name,
                filterMode = FilterMode.Bilinear,
                wrapMode = TextureWrapMode.Clamp,
                hideFlags = HideFlags.HideAndDontSave,
            };

        private RenderTexture RequirePicture(int pixelsPerPatch)
        {
            var width = _map!.width * pixelsPerPatch;
            var height = _map.height * pixelsPerPatch;
            if (_picture != null && _picture.width == width && _picture.height == height)
            {
                return _picture;
            }

            if (_picture != null)
            {
                Object.Destroy(_picture);
            }

            return _picture = new RenderTexture(width, height, 0, RenderTextureFormat.ARGB32)
            {
                name = "Attention Picture",
                wrapMode = TextureWrapMode.Clamp,
                hideFlags = HideFlags.HideAndDontSave,
            };
        }

        private Texture2D RequireMap(int gridHeight, int gridWidth)
        {
            if (_map != null && _map.width == gridWidth && _map.height == gridHeight)
            {
                return _map;
            }

            if (_map != null)
            {
                Object.Destroy(_map);
            }

            _map = Create(gridWidth, gridHeight, TextureFormat.RHalf, "Attention");
            _texels = new ushort[gridHeight * gridWidth];
            return _map;
        }
    }
}
