#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Saccade.Host.Editor;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    /// <summary>One value of a <see cref="SerializedObject"/>, or, as an iterator, one after another.</summary>
    public class SerializedProperty
    {
        private static readonly HashSet<string> Expanded = [];

        private PropertyNode _node;

        internal SerializedProperty(SerializedObject owner, PropertyNode node)
        {
            serializedObject = owner;
            _node = node;
        }

        public SerializedObject serializedObject { get; }

        public string propertyPath => _node?.Path ?? "";

        internal string name => _node?.Name ?? "Base";

        public string displayName => _node?.DisplayName ?? "Base";

        public string tooltip => _node?.Member?.Attribute<TooltipAttribute>()?.tooltip ?? "";

        public SerializedPropertyType propertyType => _node?.Kind ?? SerializedPropertyType.Generic;

        public string type => _node?.ValueType.Name ?? serializedObject.targetObject.GetType().Name;

        public bool editable => Node.IsReadOnly == false;

        public bool isArray => Node.IsArray;

        public bool hasChildren => Children().Count > 0;

        /// <summary>Whether the objects differ in it; the first's value is what is read.</summary>
        public bool hasMultipleDifferentValues => Node.IsMixed;

        public bool isExpanded
        {
            get => Expanded.Contains(ExpandedKey);
            set => _ = value ? Expanded.Add(ExpandedKey) : Expanded.Remove(ExpandedKey);
        }

        public int intValue
        {
            get => (int)longValue;
            set => longValue = value;
        }

        public long longValue
        {
            get => Number<long>();
            set => Node.Value = Node.ValueType.IsEnum ? Enum.ToObject(Node.ValueType, value) : Convert.ChangeType(value, Node.ValueType);
        }

        public float floatValue
        {
            get => Number<float>();
            set => Node.Value = Convert.ChangeType(value, Node.ValueType);
        }

        public bool boolValue
        {
            get => Get<bool>();
            set => Set(value);
        }

        public string stringValue
        {
            get => Get<string>() ?? "";
            set => Set(value ?? "");
        }

        internal int enumValueIndex
        {
            get => Array.IndexOf(Enum.GetValues(EnumType), Node.Value);
            set => Node.Value = Enum.GetValues(EnumType).GetValue(value);
        }

        public Vector2 vector2Value
        {
            get => Get<Vector2>();
            set => Set(value);
        }

        public Vector3 vector3Value
        {
            get => Get<Vector3>();
            set => Set(value);
        }

        public Vector4 vector4Value
        {
            get => Get<Vector4>();
            set => Set(value);
        }

        public Rect rectValue
        {
            get => Get<Rect>();
            set => Set(value);
        }

        public Color colorValue
        {
            get => Node.ValueType == typeof(Color32) ? (Color)Get<Color32>() : Get<Color>();
            set => Node.Value = Node.ValueType == typeof(Color32) ? (object)(Color32)value : value;
        }

        public Object objectReferenceValue
        {
            get => Node.Value as Object is { } reference && reference != null ? reference : null;
            set
            {
                if (value != null && !Node.ValueType.IsInstanceOfType(value))
                {
                    throw Mismatch(value.GetType());
                }

                Node.Value = value;
            }
        }

        public object boxedValue
        {
            get => SerializedValue.Copy(Node.Value);
            set => Node.Value = SerializedValue.Copy(value);
        }

        public int arraySize
        {
            get => ((IList)Node.Value)?.Count ?? 0;
            set => Length.Value = value;
        }

        internal Type ValueType => Node.ValueType;

        internal PropertyNode Node => _node ?? throw new InvalidOperationException(
            "The operation is not possible when moved past all properties (Next returned false).");

        private Type EnumType => Node.ValueType.IsEnum ? Node.ValueType : throw Mismatch(typeof(Enum));

        private PropertyNode Length => Node.Length() ?? throw Mismatch(typeof(Array));

        private string ExpandedKey => serializedObject.targetObject.GetType().FullName + " " + propertyPath;

        /// <summary>Moves to the next property that the inspector shows.</summary>
        /// <param name="enterChildren">Whether that may be the first inside this one.</param>
        /// <returns>False behind the last.</returns>
        public bool NextVisible(bool enterChildren) => Move(enterChildren, static node => node.Member?.IsHidden != true);

        public SerializedProperty Copy() => new(serializedObject, _node);

        internal SerializedProperty GetArrayElementAtIndex(int index) => Node.Element(index) is { } element
            ? new SerializedProperty(serializedObject, element)
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"{propertyPath}: expected 0 to {arraySize - 1}.");

        internal void InsertArrayElementAtIndex(int index)
        {
            object[] elements = [.. ((IEnumerable)Node.Value ?? Array.Empty<object>()).Cast<object>()];
            index = Math.Clamp(index, 0, elements.Length);
            var inserted = elements.Length > 0
                ? SerializedValue.Copy(elements[Math.Max(0, index - 1)])
                : SerializedValue.Create(SerializedMembers.ElementType(Node.ValueType));
            SetElements([.. elements[..index], inserted, .. elements[index..]]);
        }

        internal void DeleteArrayElementAtIndex(int index)
        {
            object[] elements = [.. ((IEnumerable)Node.Value).Cast<object>()];
            if (index < 0 || index >= elements.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, $"{propertyPath}: expected 0 to {elements.Length - 1}.");
            }

            SetElements([.. elements[..index], .. elements[(index + 1)..]]);
        }

        private static PropertyNode NextSibling(SerializedObject owner, PropertyNode node, Func<PropertyNode, bool> isWanted)
        {
            var siblings = PropertyNode.ChildrenOf(owner, node.Parent);
            return siblings.SkipWhile(sibling => sibling.Path != node.Path).Skip(1).FirstOrDefault(isWanted);
        }

        private IReadOnlyList<PropertyNode> Children() => PropertyNode.ChildrenOf(serializedObject, _node);

        private bool Move(bool enterChildren, Func<PropertyNode, bool> isWanted)
        {
            var next = _node == null || enterChildren ? Children().FirstOrDefault(isWanted) : null;
            for (var level = _node; next == null && level != null; level = level.Parent)
            {
                next = NextSibling(serializedObject, level, isWanted);
            }

            if (next == null)
            {
                return false;
            }

            _node = next;
            return true;
        }

        private void SetElements(object[] elements)
        {
            var list = SerializedValue.Resize(null, Node.ValueType, elements.Length);
            for (var i = 0; i < elements.Length; i++)
            {
                list[i] = elements[i];
            }

            Node.Value = list;
        }

        private T Get<T>() => Node.Value is T value ? value : Node.ValueType == typeof(T) ? default : throw Mismatch(typeof(T));

        private void Set<T>(T value)
        {
            if (Node.ValueType != typeof(T))
            {
                throw Mismatch(typeof(T));
            }

            Node.Value = value;
        }

        private T Number<T>()
        {
            if (Node.Value is not IConvertible number || number is string)
            {
                throw Mismatch(typeof(T));
            }

            return (T)Convert.ChangeType(number is Enum ? Convert.ToInt64(number) : number, typeof(T));
        }

        private InvalidOperationException Mismatch(Type asked) => new(
            $"type is not a supported {asked.Name} value: {serializedObject.targetObject.GetType().Name}.{propertyPath} is {type}.");
    }
}
