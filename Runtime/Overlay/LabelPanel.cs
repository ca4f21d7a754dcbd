using System;
using System.Globalization;
using Saccade.Reading;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Overlay
{
    /// <summary>
    /// A rounded panel of names, percentages and bars, drawn with GUI. Percentages are made once, and names only where they must be
    /// shortened, so that a panel costs no garbage.
    /// </summary>
    internal sealed class LabelPanel
    {
        private const float WidthInSizes = 13f;
        private const string Ellipsis = "\u2026";

        private static readonly Color PanelColor = new Color(0.05f, 0.06f, 0.08f, 0.74f);
        private static readonly Color TrackColor = new Color(1f, 1f, 1f, 0.13f);
        private static readonly Color OtherColor = new Color(1f, 1f, 1f, 0.72f);
        private static readonly Color OtherBarColor = new Color(1f, 1f, 1f, 0.42f);
        private static readonly GUIContent[] Percents = CreatePercents();

        private readonly GUIContent _measured = new GUIContent("");
        private readonly GUIContent _note = new GUIContent("");
        private readonly Texture2D _panelCorners;
        private readonly Texture2D _barCorners;
        private readonly GUIStyle _panel;
        private readonly GUIStyle _bar;
        private readonly GUIStyle _firstName;
        private readonly GUIStyle _firstPercent;
        private readonly GUIStyle _name;
        private readonly GUIStyle _percent;
        private readonly float _padding;
        private readonly float _textHeight;
        private readonly float _barHeight;
        private readonly float _gap;
        private readonly float _percentWidth;
        private LabelRow[] _rows = Array.Empty<LabelRow>();
        private string?[] _names = Array.Empty<string?>();
        private string?[] _fittedNames = Array.Empty<string?>();
        private int _count;
        private float _nameWidth;
        private string? _noteClass;

        /// <summary>Makes a panel.</summary>
        /// <param name="fontSize">Height of the text in pixels.</param>
        public LabelPanel(int fontSize)
        {
            FontSize = fontSize;
            _padding = Mathf.Round(fontSize * 0.7f);
            _textHeight = Mathf.Ceil(fontSize * 1.4f);
            _barHeight = Mathf.Max(3f, Mathf.Round(fontSize * 0.22f));
            _gap = Mathf.Round(fontSize * 0.45f);
            _panelCorners = CreateCorners(Mathf.Max(3, Mathf.RoundToInt(fontSize * 0.5f)));
            _barCorners = CreateCorners(Mathf.Max(1, (int)_barHeight / 2));
            _panel = CreateStyle(_panelCorners);
            _bar = CreateStyle(_barCorners);
            _firstName = CreateStyle(fontSize, FontStyle.Bold, TextAnchor.MiddleLeft);
            _firstPercent = CreateStyle(fontSize, FontStyle.Bold, TextAnchor.MiddleRight);
            _name = CreateStyle(fontSize, FontStyle.Normal, TextAnchor.MiddleLeft);
            _percent = CreateStyle(fontSize, FontStyle.Normal, TextAnchor.MiddleRight);
            _percentWidth = _firstPercent.CalcSize(Percents[100]).x;
        }

        /// <summary>Height of the text in pixels.</summary>
        public int FontSize { get; }

        private float RowHeight => _textHeight + _barHeight;

        /// <summary>Takes what to show.</summary>
        /// <param name="top">Classes, most likely first.</param>
        /// <param name="lines">How many of them at most.</param>
        /// <param name="available">The area that the panel must fit in, in pixels.</param>
        /// <param name="truth">A class to name in a line of its own, or null.</param>
        public void Set(ReadOnlySpan<Prediction> top, int lines, Vector2 available, string? truth)
        {
            var width = Mathf.Min(WidthInSizes * FontSize, available.x - 2f * _padding);
            var nameWidth = Mathf.Max(0f, width - 2f * _padding - _percentWidth - _gap);
            if (nameWidth != _nameWidth)
            {
                _nameWidth = nameWidth;
                Array.Clear(_names, 0, _names.Length);
                _noteClass = null;
                _count = 0;
            }

            if (truth != _noteClass)
            {
                _noteClass = truth;
                _note.text = truth == null ? "" : Fit("truth: " + truth, _nameWidth + _gap + _percentWidth, _name);
            }

            // Rows that don't fit into a small picture are left out, the first never.
            var room = available.y - 4f * _padding + _gap - (truth == null ? 0f : _textHeight + _gap);
            var fitting = Math.Max(1, (int)(room / (RowHeight + _gap)));
            var count = Math.Min(Math.Min(lines, top.Length), fitting);
            if (_rows.Length < count)
            {
                MakeRows(count);
            }

            for (var i = 0; i < count; i++)
            {
                ref var row = ref _rows[i];
                if (i >= _count || row.Label != top[i].Label)
                {
                    row.Label = top[i].Label;
                    row.Name.text = NameOf(top[i]);
                }

                row.Probability = Mathf.Clamp01(top[i].Probability);
                row.Percent = Percents[Mathf.RoundToInt(row.Probability * 100f)];
            }

            _count = count;
        }

        /// <summary>Draws the panel into a corner of an area; call it from OnGUI when it repaints.</summary>
        /// <param name="area">The camera's picture, in pixels from the upper left corner of the screen.</param>
        /// <param name="corner">Which corner.</param>
        /// <param name="accent">Colour of the first row and its bar.</param>
        /// <param name="noteColor">Colour of the line that names the truth.</param>
        public void Draw(Rect area, LabelCorner corner, Color accent, Color noteColor)
        {
            var width = 2f * _padding + _nameWidth + _gap + _percentWidth;
            var height = 2f * _padding + _count * (RowHeight + _gap) - _gap + (_noteClass == null ? 0f : _textHeight + _gap);
            var isRight = corner == LabelCorner.TopRight || corner == LabelCorner.BottomRight;
            var isLow = corner == LabelCorner.BottomLeft || corner == LabelCorner.BottomRight;
            var box = new Rect(
                isRight ? area.xMax - width - _padding : area.x + _padding,
                isLow ? area.yMax - height - _padding : area.y + _padding,
                width,
                height);
            var contentBefore = GUI.contentColor;
            var backgroundBefore = GUI.backgroundColor;
            Fill(_panel, box, PanelColor);
            var y = box.y + _padding;
            for (var i = 0; i < _count; i++, y += RowHeight + _gap)
            {
                DrawRow(_rows[i], new Rect(box.x + _padding, y, width - 2f * _padding, RowHeight), i == 0, accent);
            }

            if (_noteClass != null)
            {
                Write(_name, new Rect(box.x + _padding, y, width - 2f * _padding, _textHeight), _note, noteColor);
            }

            GUI.contentColor = contentBefore;
            GUI.backgroundColor = backgroundBefore;
        }

        /// <summary>Gives the textures back.</summary>
        public void Release()
        {
            Object.Destroy(_panelCorners);
            Object.Destroy(_barCorners);
        }

        private static GUIContent[] CreatePercents()
        {
            var percents = new GUIContent[101];
            for (var i = 0; i < percents.Length; i++)
            {
                percents[i] = new GUIContent(i.ToString(CultureInfo.InvariantCulture) + " %");
            }

            return percents;
        }

        private static void Fill(GUIStyle style, Rect area, Color color)
        {
            GUI.backgroundColor = color;
            style.Draw(area, GUIContent.none, false, false, false, false);
        }

        private static void Write(GUIStyle style, Rect area, GUIContent content, Color color)
        {
            GUI.contentColor = color;
            style.Draw(area, content, false, false, false, false);
        }

        private static GUIStyle CreateStyle(int fontSize, FontStyle fontStyle, TextAnchor alignment) => new GUIStyle
        {
            fontSize = fontSize,
            fontStyle = fontStyle,
            alignment = alignment,
            richText = false,
            normal = new GUIStyleState { textColor = Color.white },
        };

        private static GUIStyle CreateStyle(Texture2D corners)
        {
            var radius = corners.width / 2 - 1;
            return new GUIStyle
            {
                normal = new GUIStyleState { background = corners },
                border = new RectOffset(radius, radius, radius, radius),
            };
        }

        // A white disc with a two texels wide cross through its middle, which the style stretches to any size.
        private static Texture2D CreateCorners(int radius)
        {
            var size = 2 * radius + 2;
            var pixels = new Color32[size * size];
            for (var i = 0; i < pixels.Length; i++)
            {
                var x = Mathf.Max(Mathf.Abs(i % size + 0.5f - size / 2f) - 1f, 0f);
                var y = Mathf.Max(Mathf.Abs(i / size + 0.5f - size / 2f) - 1f, 0f);
                pixels[i] = new Color(1f, 1f, 1f, Mathf.Clamp01(radius + 0.5f - Mathf.Sqrt(x * x + y * y)));
            }

            var corners = new Texture2D(size, size, TextureFormat.RGBA32, false, true)
            {
                name = "Rounded Corners",
                filterMode = FilterMode.Bilinear,
                wrapMode = TextureWrapMode.Clamp,
                hideFlags = HideFlags.HideAndDontSave,
            };
            corners.SetPixels32(pixels);
            corners.Apply(false, false);
            return corners;
        }

        private string Fit(string text, float width, GUIStyle style)
        {
            text = OneLine.Of(text);
            _measured.text = text;
            for (var length = text.Length; length > 0 && style.CalcSize(_measured).x > width;)
            {
                length--;

                // The two halves of a surrogate pair go together.
                if (length > 0 && char.IsHighSurrogate(text[length - 1]))
                {
                    length--;
                }

                _measured.text = text.Substring(0, length).TrimEnd() + Ellipsis;
            }

            return _measured.text;
        }

        private void MakeRows(int count)
        {
            _rows = new LabelRow[count];
            for (var i = 0; i < count; i++)
            {
                _rows[i].Name = new GUIContent("");
            }

            _count = 0;
        }

        private void DrawRow(in LabelRow row, Rect area, bool isFirst, Color accent)
        {
            var color = isFirst ? accent : OtherColor;
            var text = new Rect(area.x, area.y, area.width, _textHeight);
            Write(isFirst ? _firstName : _name, text, row.Name, color);
            Write(isFirst ? _firstPercent : _percent, text, row.Percent, color);
            var track = new Rect(area.x, area.y + _textHeight, area.width, _barHeight);
            Fill(_bar, track, TrackColor);
            track.width = Mathf.Round(area.width * row.Probability);
            if (track.width >= _barHeight)
            {
                Fill(_bar, track, isFirst ? accent : OtherBarColor);
            }
        }

        // A class has its place, so that one which comes first after an hour costs no garbage then; another model has other names.
        private string NameOf(in Prediction prediction)
        {
            var index = prediction.Index;
            if (index >= _names.Length)
            {
                var length = Math.Max(index + 1, Math.Max(1000, 2 * _names.Length));
                Array.Resize(ref _names, length);
                Array.Resize(ref _fittedNames, length);
            }

            if (!ReferenceEquals(_names[index], prediction.Label))
            {
                // Measured in the bolder of the two, because any class may come first.
                _fittedNames[index] = Fit(prediction.Label, _nameWidth, _firstName);
                _names[index] = prediction.Label;
            }

            return _fittedNames[index]!;
        }
    }
}
