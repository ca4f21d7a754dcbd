using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor
{
    /// <summary>An element's own style: what was set, under the names of <see cref="IStyle"/>.</summary>
    internal sealed class InlineStyle(VisualElement owner) : IStyle
    {
        private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

        /// <summary>What was set, each a <see cref="StyleLength"/> or its kin.</summary>
        internal IReadOnlyDictionary<string, object> Values => _values;

        public StyleColor backgroundColor
        {
            get => Get<StyleColor>();
            set => Set(value, value.keyword);
        }

        public StyleColor color
        {
            get => Get<StyleColor>();
            set => Set(value, value.keyword);
        }

        public StyleEnum<DisplayStyle> display
        {
            get => Get<StyleEnum<DisplayStyle>>();
            set => Set(value, value.keyword);
        }

        public StyleLength flexBasis
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleEnum<FlexDirection> flexDirection
        {
            get => Get<StyleEnum<FlexDirection>>();
            set => Set(value, value.keyword);
        }

        public StyleFloat flexGrow
        {
            get => Get<StyleFloat>();
            set => Set(value, value.keyword);
        }

        public StyleFloat flexShrink
        {
            get => Get<StyleFloat>();
            set => Set(value, value.keyword);
        }

        public StyleEnum<Wrap> flexWrap
        {
            get => Get<StyleEnum<Wrap>>();
            set => Set(value, value.keyword);
        }

        public StyleLength fontSize
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength height
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength left
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength marginBottom
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength marginLeft
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength marginRight
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength marginTop
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength maxHeight
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength minWidth
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleEnum<Overflow> overflow
        {
            get => Get<StyleEnum<Overflow>>();
            set => Set(value, value.keyword);
        }

        public StyleLength paddingLeft
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength paddingRight
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleLength paddingTop
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleEnum<Position> position
        {
            get => Get<StyleEnum<Position>>();
            set => Set(value, value.keyword);
        }

        public StyleLength right
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleEnum<TextOverflow> textOverflow
        {
            get => Get<StyleEnum<TextOverflow>>();
            set => Set(value, value.keyword);
        }

        public StyleLength top
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        public StyleEnum<FontStyle> unityFontStyleAndWeight
        {
            get => Get<StyleEnum<FontStyle>>();
            set => Set(value, value.keyword);
        }

        public StyleEnum<TextAnchor> unityTextAlign
        {
            get => Get<StyleEnum<TextAnchor>>();
            set => Set(value, value.keyword);
        }

        public StyleEnum<WhiteSpace> whiteSpace
        {
            get => Get<StyleEnum<WhiteSpace>>();
            set => Set(value, value.keyword);
        }

        public StyleLength width
        {
            get => Get<StyleLength>();
            set => Set(value, value.keyword);
        }

        internal float Pixels(string name, float whenAbsent) =>
            _values.TryGetValue(name, out var value) && value is StyleLength { keyword: StyleKeyword.Undefined } length
                && length.value.unit == LengthUnit.Pixel
                ? length.value.value
                : whenAbsent;

        private T Get<T>([CallerMemberName] string name = "")
            where T : struct => _values.TryGetValue(name, out var value) ? (T)value : default;

        private void Set<T>(T value, StyleKeyword keyword, [CallerMemberName] string name = "")
            where T : struct
        {
            var isSet = _values.TryGetValue(name, out var before);
            if (keyword == StyleKeyword.Null ? !isSet : value.Equals(before))
            {
                return;
            }

            if (keyword == StyleKeyword.Null)
            {
                _values.Remove(name);
            }
            else
            {
                _values[name] = value;
            }

            owner.MarkChanged();
        }
    }
}
