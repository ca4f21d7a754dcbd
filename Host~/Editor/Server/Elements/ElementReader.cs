using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor.Elements
{
    /// <summary>
    /// Makes snapshots of one panel. What shows the same as before stays the same snapshot, so that nothing is drawn again in a browser
    /// but what has changed. Engine thread only.
    /// </summary>
    internal sealed class ElementReader
    {
        // What stands for several different values.
        private const string Mixed = "\u2014";

        private Dictionary<int, ElementSnapshot> _before = [];
        private Dictionary<int, ElementSnapshot> _now = [];
        private ElementSnapshot? _last;
        private ElementPanel? _panel;
        private long _changeCount;

        /// <summary>How many trees were made: a panel in which nothing changed makes none.</summary>
        internal int ReadCount { get; private set; }

        internal ElementSnapshot Read(ElementPanel panel)
        {
            if (_last != null && _panel == panel && _changeCount == panel.ChangeCount)
            {
                return _last;
            }

            _panel = panel;
            _changeCount = panel.ChangeCount;
            ReadCount++;
            _now = [];
            _last = Read(panel.Root, true);
            _before = _now;
            return _last;
        }

        private static string ToText(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

        private static string Either<T>(BaseField<T> field, string value) => field.showMixedValue ? Mixed : value;

        private static string Encode(Texture? texture) =>
            texture is Texture2D { isReadable: true } picture && picture != null
                ? "data:image/png;base64," + Convert.ToBase64String(picture.EncodeToPNG())
                : "";

        private ElementSnapshot Read(VisualElement element, bool isParentEnabled)
        {
            var isEnabled = isParentEnabled && element.enabledSelf;
            List<ElementSnapshot> children = [];
            foreach (var child in element.HierarchyChildren)
            {
                children.Add(Read(child, isEnabled));
            }

            var made = Make(element, isEnabled, children);
            if (_before.TryGetValue(element.Id, out var before) && made.Shows(before))
            {
                made = before;
            }

            _now[element.Id] = made;
            return made;
        }

        private static ElementSnapshot Make(VisualElement element, bool isEnabled, IReadOnlyList<ElementSnapshot> children)
        {
            var kind = ElementKind.Box;
            string? label = null;
            var text = "";
            var value = "";
            float low = 0;
            float high = 0;
            var isWhole = false;
            var isReadOnly = false;
            var maximumLength = -1;
            IReadOnlyList<string> choices = [];
            switch (element)
            {
                case Button button:
                    (kind, text) = (ElementKind.Button, button.text);
                    break;
                case TextElement writing:
                    (kind, text) = (ElementKind.Text, writing.text);
                    break;
                case BaseBoolField toggle:
                    (kind, label, text) = (ElementKind.Toggle, toggle.label, toggle.text ?? "");
                    value = Either(toggle, toggle.value ? "true" : "false");
                    break;
                case TextField field:
                    (kind, label, value, isWhole) = (ElementKind.TextField, field.label, field.text, field.multiline);
                    (isReadOnly, maximumLength) = (field.isReadOnly, field.maxLength);
                    break;
                case TextInputBaseField<int> number:
                    (kind, label, value, isWhole) = (ElementKind.NumberField, number.label, number.text, true);
                    (isReadOnly, maximumLength) = (number.isReadOnly, number.maxLength);
                    break;
                case TextInputBaseField<long> number:
                    (kind, label, value, isWhole) = (ElementKind.NumberField, number.label, number.text, true);
                    (isReadOnly, maximumLength) = (number.isReadOnly, number.maxLength);
                    break;
                case TextInputBaseField<float> number:
                    (kind, label, value) = (ElementKind.NumberField, number.label, number.text);
                    (isReadOnly, maximumLength) = (number.isReadOnly, number.maxLength);
                    break;
                case DropdownField dropdown:
                    (kind, label, value, choices) =
                        (ElementKind.Choice, dropdown.label, Either(dropdown, dropdown.value ?? ""), [.. dropdown.choices]);
                    break;
                case EnumField choice:
                    (kind, label, value) = (ElementKind.Choice, choice.label, Either(choice, choice.value?.ToString() ?? ""));
                    choices = choice.EnumType == null ? [] : Enum.GetNames(choice.EnumType);
                    break;
                case BaseSlider<float> slider:
                    (kind, label, value) = (ElementKind.Slider, slider.label, Either(slider, ToText(slider.value)));
                    (low, high) = (slider.lowValue, slider.highValue);
                    break;
                case BaseSlider<int> slider:
                    (kind, label, value, isWhole) = (ElementKind.Slider, slider.label, Either(slider, ToText(slider.value)), true);
                    (low, high) = (slider.lowValue, slider.highValue);
                    break;
                case AbstractProgressBar bar:
                    (kind, text, value, low, high) = (ElementKind.Progress, bar.title, ToText(bar.value), bar.lowValue, bar.highValue);
                    break;
                case Foldout foldout:
                    (kind, text, value) = (ElementKind.Foldout, foldout.text, foldout.value ? "true" : "false");
                    break;
                case HelpBox help:
                    (kind, text, value) = (ElementKind.Help, help.text, help.messageType.ToString());
                    break;
                case ScrollView scroll:
                    (kind, value) = (ElementKind.Scroll, scroll.mode.ToString());
                    break;
                case Image image:
                    (kind, value, text) = (ElementKind.Image, Encode(image.image), image.scaleMode.ToString());
                    break;
            }

            var scrolled = element as ScrollView;
            return new ElementSnapshot
            {
                Id = element.Id,
                Kind = kind,
                Name = element.name,
                Classes = string.Join(' ', element.Classes),
                Style = ElementStyle.ToCss(element),
                Tooltip = element.tooltip,
                IsEnabled = isEnabled,
                IsClickable = kind is ElementKind.Box or ElementKind.Text or ElementKind.Image && element.Listens(typeof(ClickEvent)),
                Label = label,
                Text = text,
                Value = value,
                Low = low,
                High = high,
                IsWhole = isWhole,
                IsReadOnly = isReadOnly,
                MaximumLength = maximumLength,
                ScrollCount = scrolled?.ScrollCount ?? 0,
                ScrollTop = scrolled?.scrollOffset.y ?? 0,
                Width = element.contentRect.width,
                Height = element.contentRect.height,
                Choices = choices,
                Shapes = [.. Paint(element).Select(ToShape)],
                Children = children,
            };
        }

        // What fails to paint is left out and named; the rest of the window is shown.
        private static IReadOnlyList<PaintedShape> Paint(VisualElement element)
        {
            try
            {
                return element.PaintContent();
            }
#pragma warning disable CA1031 // A window's failure is that window's.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e);
                return [];
            }
        }

        private static ElementShape ToShape(PaintedShape shape) =>
            new(shape.Path, ElementStyle.ToCss(shape.Color), shape.LineWidth, shape.FillRule == FillRule.OddEven);
    }
}
