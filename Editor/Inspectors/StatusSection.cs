using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Inspectors
{
    /// <summary>What a running classifier does and sees.</summary>
    internal sealed class StatusSection : Foldout
    {
        private const float ThumbnailPixels = 160f;

        private readonly VitClassifier _classifier;
        private readonly VisualElement _body = new VisualElement();
        private readonly Label _label = new Label { name = "label" };
        private readonly VisualElement _bars = new VisualElement { name = "bars" };
        private readonly Image _thumbnail = new Image { name = "thumbnail" };
        private readonly Label _viewNotice = new Label { name = "view-notice" };
        private readonly VisualElement _statistics = new VisualElement { name = "statistics" };
        private Texture2D? _view;

        internal StatusSection(VitClassifier classifier)
        {
            _classifier = classifier;
            text = "Status";
            name = "Status";
            viewDataKey = "Saccade.Status";
            _thumbnail.style.width = ThumbnailPixels;
            _thumbnail.style.height = ThumbnailPixels;
            _label.style.unityFontStyleAndWeight = FontStyle.Bold;
            _viewNotice.style.whiteSpace = WhiteSpace.Normal;
            _body.Add(_label);
            _body.Add(_bars);
            _body.Add(new Label("What the model sees"));
            _body.Add(_thumbnail);
            _body.Add(_viewNotice);
            _body.Add(_statistics);
            Add(_body);
            RegisterCallback<DetachFromPanelEvent>(_ => DropView());
        }

        /// <summary>Shows what is so now.</summary>
        internal void Refresh()
        {
            InspectorParts.Show(_body, Application.isPlaying);
            if (!Application.isPlaying)
            {
                return;
            }

            var rows = new List<(string, string)>(StatisticsText.Rows(_classifier.Statistics))
            {
                ("Captured with", VitClassifierSummary.DescribeCapture(_classifier)),
            };
            InspectorParts.Fill(_statistics, rows);
            RefreshClasses();
            RefreshView();
        }

        private void RefreshClasses()
        {
            var top = _classifier.Top;
            _label.text = _classifier.Label ?? (top.IsEmpty ? "Nothing was classified yet." : "No class is likely enough.");
            while (_bars.childCount > top.Length)
            {
                _bars.RemoveAt(_bars.childCount - 1);
            }

            while (_bars.childCount < top.Length)
            {
                _bars.Add(new ProgressBar { lowValue = 0f, highValue = 1f });
            }

            for (var i = 0; i < top.Length; i++)
            {
                var bar = (ProgressBar)_bars[i];
                bar.title = FormattableString.Invariant($"{top[i].Label} {100f * top[i].Probability:0} %");
                bar.value = top[i].Probability;
            }
        }

        private void RefreshView()
        {
            _viewNotice.text = _classifier.ModelViewNotice ?? "";
            InspectorParts.Show(_viewNotice, _viewNotice.text.Length > 0);
            var (width, height) = (_classifier.ModelViewWidth, _classifier.ModelViewHeight);
            if (width == 0)
            {
                return;
            }

            if (_view == null || _view.width != width || _view.height != height)
            {
                DropView();
                _view = new Texture2D(width, height, TextureFormat.RGBA32, false) { hideFlags = HideFlags.HideAndDontSave };
            }

            if (_classifier.TryReadModelView(_view))
            {
                _thumbnail.image = _view;
            }
        }

        private void DropView()
        {
            _thumbnail.image = null;
            if (_view != null)
            {
                UnityEngine.Object.DestroyImmediate(_view);
            }
        }
    }
}
