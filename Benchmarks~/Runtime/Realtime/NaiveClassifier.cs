using System;
using System.Collections.Generic;
using System.Globalization;
using Saccade.Host;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>
    /// The way everyone starts: when the camera has rendered, read the whole frame, resize it on the processor, and await the model,
    /// all within the frame. As good as that way gets: every buffer is there beforehand, pixels go straight from the driver into
    /// managed memory, the resize is the one that training uses, and the session has the options of the classifier's.
    /// </summary>
    internal sealed class NaiveClassifier : MonoBehaviour
    {
        private const int BytesPerPixel = PreprocessingRule.Channels;
        private const int Padding = 11;

        private readonly Stage _read = new("read", "read of the whole frame, which waits until it is drawn");
        private readonly Stage _resize = new("resize", "resize and normalise on the processor");
        private readonly Stage _inference = new("inference", "inference, awaited");
        private readonly GUIContent _content = new GUIContent("");
        private GUIStyle _style = null!;
        private NaiveModel _model = null!;
        private PixelTransform _transform = null!;
        private byte[] _bottomUp = [];
        private byte[] _topDown = [];
        private Vector2 _size;
        private int _shownClass = -1;
        private int _shownPercent = -1;

        /// <summary>Its stages in order.</summary>
        public IReadOnlyList<Stage> Stages => [_read, _resize, _inference];

        /// <summary>Gives it a model, which stays the caller's; call it before the component is enabled.</summary>
        public void Use(NaiveModel model)
        {
            _model = model;
            _transform = new PixelTransform(model.Folder.Rule);
            _bottomUp = new byte[Screen.width * Screen.height * BytesPerPixel];
            _topDown = new byte[_bottomUp.Length];
        }

        private void Awake() =>
            _style = new GUIStyle { fontSize = 22, fontStyle = FontStyle.Bold, alignment = TextAnchor.MiddleLeft };

        private void OnPostRender()
        {
            var start = Stage.Mark.Now;
            HostScreen.Read(new RectInt(0, 0, Screen.width, Screen.height), _bottomUp);
            var read = Stage.Mark.Now;
            var rowBytes = Screen.width * BytesPerPixel;
            for (var row = 0; row < Screen.height; row++)
            {
                _bottomUp.AsSpan((Screen.height - 1 - row) * rowBytes, rowBytes).CopyTo(_topDown.AsSpan(row * rowBytes));
            }

            _transform.Apply(_topDown, Screen.width, Screen.height, _model.Input);
            var resized = Stage.Mark.Now;
            _model.Run();
            var inferred = Stage.Mark.Now;
            Compose(_model.Logits);
            _read.Add(start, read);
            _resize.Add(read, resized);
            _inference.Add(resized, inferred);
        }

        private void Compose(float[] logits)
        {
            var best = 0;
            for (var i = 1; i < logits.Length; i++)
            {
                if (logits[i] > logits[best])
                {
                    best = i;
                }
            }

            double sum = 0;
            foreach (var logit in logits)
            {
                sum += Math.Exp(logit - logits[best]);
            }

            var percent = (int)Math.Round(100 / sum);
            if (best == _shownClass && percent == _shownPercent)
            {
                return;
            }

            _shownClass = best;
            _shownPercent = percent;
            _content.text = $"{_model.Folder.Labels[best]}  {percent.ToString(CultureInfo.InvariantCulture)} %";
            _size = _style.CalcSize(_content);
        }

        private void OnGUI()
        {
            if (Event.current.type != EventType.Repaint || _shownClass < 0)
            {
                return;
            }

            var box = new Rect(Padding, Padding, _size.x + 2 * Padding, _size.y + Padding);
            var before = GUI.color;
            GUI.color = new Color(0f, 0f, 0f, 0.62f);
            GUI.DrawTexture(box, Texture2D.whiteTexture);
            GUI.color = before;
            _style.normal.textColor = Color.white;
            GUI.Label(new Rect(box.x + Padding, box.y, box.width - Padding, box.height), _content, _style);
        }
    }
}
