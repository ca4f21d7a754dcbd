#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Host.Editor;
using UnityEngine;
using UnityEngine.UIElements;
using Object = UnityEngine.Object;

namespace UnityEditor.UIElements
{
    /// <summary>Shows one serialised value with the control that its type and its attributes ask for. It must be bound.</summary>
    public class PropertyField : VisualElement
    {
        private readonly List<Action> _refreshes = [];
        private SerializedProperty _property;
        private int _shownSize;

        public PropertyField()
            : this(null)
        {
        }

        public PropertyField(SerializedProperty property)
            : this(property, null)
        {
        }

        public PropertyField(SerializedProperty property, string label)
        {
            AddToClassList("unity-property-field");
            this.label = label;
            bindingPath = property?.propertyPath;
        }

        public string label { get; set; }

        public string bindingPath { get; set; }

        internal void BindTo(SerializedObject obj)
        {
            _property = obj.FindProperty(bindingPath);
            Build();
        }

        /// <summary>Shows what the object holds now.</summary>
        internal void Refresh()
        {
            if (_property == null)
            {
                return;
            }

            if (_property.isArray && _property.arraySize != _shownSize)
            {
                Build();
            }

            foreach (var refresh in _refreshes)
            {
                refresh();
            }
        }

        private void Build()
        {
            Clear();
            _refreshes.Clear();
            if (_property == null)
            {
                return;
            }

            tooltip = _property.tooltip;
            SetEnabled(_property.editable);
            Decorate();
            AddControls(this, _property, label ?? _property.displayName);
            foreach (var refresh in _refreshes)
            {
                refresh();
            }
        }

        private void Decorate()
        {
            if (_property.Node.Member?.Attribute<SpaceAttribute>() is { } space)
            {
                VisualElement gap = new();
                gap.style.height = space.height;
                Add(gap);
            }

            if (_property.Node.Member?.Attribute<HeaderAttribute>() is { } header)
            {
                Label title = new(header.header);
                title.AddToClassList("unity-header-drawer__label");
                title.style.unityFontStyleAndWeight = FontStyle.Bold;
                title.style.marginTop = 8f;
                Add(title);
            }
        }

        private void AddControls(VisualElement container, SerializedProperty property, string title)
        {
            var range = property.Node.Member?.Attribute<RangeAttribute>();
            var min = property.Node.Member?.Attribute<MinAttribute>();
            switch (property.propertyType)
            {
                case SerializedPropertyType.Integer when range != null:
                    Tie(container, property, new SliderInt(title, (int)range.min, (int)range.max) { showInputField = true },
                        p => p.intValue, (p, value) => p.intValue = value);
                    break;
                case SerializedPropertyType.Integer when property.ValueType == typeof(long) || property.ValueType == typeof(uint):
                    Tie(container, property, new LongField(title), p => p.longValue,
                        (p, value) => p.longValue = property.ValueType == typeof(uint) ? Math.Clamp(value, 0, uint.MaxValue) : value);
                    break;
                case SerializedPropertyType.Integer:
                case SerializedPropertyType.ArraySize:
                    Tie(container, property, new IntegerField(title) { isDelayed = property.Node.IsLength }, p => p.intValue,
                        (p, value) => p.intValue =
                            Limit(property, Math.Max(value, min == null ? int.MinValue : (int)Math.Ceiling(min.min))));
                    break;
                case SerializedPropertyType.Float when range != null:
                    Tie(container, property, new Slider(title, range.min, range.max) { showInputField = true }, p => p.floatValue,
                        (p, value) => p.floatValue = value);
                    break;
                case SerializedPropertyType.Float:
                    Tie(container, property, new FloatField(title), p => p.floatValue,
                        (p, value) => p.floatValue = min == null ? value : Math.Max(min.min, value));
                    break;
                case SerializedPropertyType.Boolean:
                    Tie(container, property, new Toggle(title), p => p.boolValue, (p, value) => p.boolValue = value);
                    break;
                case SerializedPropertyType.String:
                    var isArea = property.Node.Member?.Attribute<TextAreaAttribute>() != null;
                    Tie(container, property, new TextField(title) { multiline = isArea }, p => p.stringValue,
                        (p, value) => p.stringValue = value);
                    break;
                case SerializedPropertyType.Enum:
                    Tie(container, property, new EnumField(title, (Enum)property.boxedValue), p => (Enum)p.boxedValue,
                        (p, value) => p.boxedValue = value);
                    break;
                case SerializedPropertyType.ObjectReference:
                    AddReference(container, property, title);
                    break;
                case SerializedPropertyType.Rect:
                    AddRow(container, property, title, ["X", "Y", "W", "H"],
                        p => [p.rectValue.x, p.rectValue.y, p.rectValue.width, p.rectValue.height],
                        (p, v) => p.rectValue = new Rect(v[0], v[1], v[2], v[3]));
                    break;
                case SerializedPropertyType.Color:
                    AddRow(container, property, title, ["R", "G", "B", "A"],
                        p => [p.colorValue.r, p.colorValue.g, p.colorValue.b, p.colorValue.a],
                        (p, v) => p.colorValue = new Color(v[0], v[1], v[2], v[3]));
                    break;
                case SerializedPropertyType.Vector2:
                    AddRow(container, property, title, ["X", "Y"], p => [p.vector2Value.x, p.vector2Value.y],
                        (p, v) => p.vector2Value = new Vector2(v[0], v[1]));
                    break;
                case SerializedPropertyType.Vector3:
                    AddRow(container, property, title, ["X", "Y", "Z"], p => [p.vector3Value.x, p.vector3Value.y, p.vector3Value.z],
                        (p, v) => p.vector3Value = new Vector3(v[0], v[1], v[2]));
                    break;
                case SerializedPropertyType.Vector4:
                    AddRow(container, property, title, ["X", "Y", "Z", "W"],
                        p => [p.vector4Value.x, p.vector4Value.y, p.vector4Value.z, p.vector4Value.w],
                        (p, v) => p.vector4Value = new Vector4(v[0], v[1], v[2], v[3]));
                    break;
                case SerializedPropertyType.Generic when property.hasChildren:
                    AddFoldout(container, property, title);
                    break;
                default:
                    container.Add(new Label($"{title}: {NiceName.Of(property.type.Split('`')[0])} (set up in code)"));
                    break;
            }
        }

        // A size that was typed by mistake must not take all memory.
        private static int Limit(SerializedProperty property, int value) => property.Node.IsLength ? Math.Clamp(value, 0, 10_000) : value;

        private void Tie<T>(
            VisualElement container, SerializedProperty property, BaseField<T> control, Func<SerializedProperty, T> read,
            Action<SerializedProperty, T> write)
        {
            control.name = property.propertyPath;
            _refreshes.Add(new FieldBinding<T>(control, property, read, write).Refresh);
            container.Add(control);
        }

        private void AddRow(
            VisualElement container, SerializedProperty property, string title, string[] parts, Func<SerializedProperty, float[]> read,
            Action<SerializedProperty, float[]> write)
        {
            VisualElement row = new() { name = property.propertyPath, tooltip = property.tooltip };
            row.AddToClassList("unity-composite-field");
            row.style.flexDirection = FlexDirection.Row;
            row.style.flexWrap = Wrap.Wrap;
            Label name = new(title);
            name.style.minWidth = 120f;
            row.Add(name);
            for (var i = 0; i < parts.Length; i++)
            {
                var index = i;
                FloatField part = new(parts[i]);
                part.style.flexGrow = 1f;
                part.style.minWidth = 60f;
                Tie(row, property, part, p => read(p)[index], (p, value) =>
                {
                    var values = read(p);
                    values[index] = value;
                    write(p, values);
                });
                part.name = property.propertyPath + "." + parts[i].ToLowerInvariant();
            }

            container.Add(row);
        }

        private void AddReference(VisualElement container, SerializedProperty property, string title)
        {
            DropdownField control = new(title);
            List<Object> choices = [];
            string Read(SerializedProperty p)
            {
                var current = p.objectReferenceValue;
                List<Object> now = [null, .. Candidates(property.ValueType)];
                if (current != null && !now.Contains(current))
                {
                    now.Add(current);
                }

                if (!now.SequenceEqual(choices))
                {
                    choices.Clear();
                    choices.AddRange(now);
                    control.choices = now.ConvertAll(choice => NameOf(choice, now, property.ValueType));
                }

                return control.choices[Math.Max(0, choices.IndexOf(current))];
            }

            Tie(container, property, control, Read, (p, name) => p.objectReferenceValue = choices[control.choices.IndexOf(name)]);
        }

        private static Object[] Candidates(Type type) =>
            [.. Object.FindObjectsByType<Object>(FindObjectsInactive.Include, FindObjectsSortMode.InstanceID).Where(type.IsInstanceOfType)];

        private static string NameOf(Object choice, List<Object> all, Type type)
        {
            if (choice == null)
            {
                return $"None ({NiceName.Of(type.Name)})";
            }

            // Two of one name must stay two choices.
            var isTwin = all.Count(other => other != null && other.name == choice.name && other.GetType() == choice.GetType()) > 1;
            var kind = type == choice.GetType() ? "" : $" ({NiceName.Of(choice.GetType().Name)})";
            return choice.name + kind + (isTwin ? $" #{choice.GetInstanceID()}" : "");
        }

        private void AddFoldout(VisualElement container, SerializedProperty property, string title)
        {
            Foldout foldout = new() { text = title, value = property.isExpanded, name = property.propertyPath, tooltip = property.tooltip };
            foldout.RegisterValueChangedCallback(change =>
            {
                if (change.target == foldout)
                {
                    property.isExpanded = change.newValue;
                }
            });
            _shownSize = property.isArray ? property.arraySize : 0;
            foreach (var child in property.Node.Children().Where(child => child.Member?.IsHidden != true))
            {
                SerializedProperty inner = new(property.serializedObject, child);
                PropertyField field = new(inner);
                field.BindTo(property.serializedObject);
                _refreshes.Add(field.Refresh);
                foldout.Add(field);
            }

            container.Add(foldout);
        }
    }
}
