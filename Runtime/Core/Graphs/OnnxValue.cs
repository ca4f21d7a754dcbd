using System.Collections.Generic;

namespace Saccade.Graphs
{
    /// <summary>An input or output of an ONNX graph, as the file declares it.</summary>
    internal sealed class OnnxValue
    {
        /// <summary>ONNX's number of 32-bit floating point.</summary>
        public const int Single = 1;

        /// <summary>ONNX's number of unsigned bytes.</summary>
        public const int Byte = 2;

        /// <summary>ONNX's number of texts.</summary>
        public const int Text = 8;

        /// <summary>ONNX's number of 16-bit floating point.</summary>
        public const int Half = 10;

        private static readonly string[] TypeNames =
        {
            "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double", "uint32",
            "uint64", "complex64", "complex128", "bfloat16",
        };

        /// <param name="name">Its name.</param>
        /// <param name="elementType">ONNX's number of the element type; 0 where it is no tensor.</param>
        /// <param name="isSequence">Whether it is a sequence, such as ZipMap's of maps.</param>
        /// <param name="shape">The sizes, -1 for those that are free; null where the file doesn't say.</param>
        public OnnxValue(string name, int elementType, bool isSequence, IReadOnlyList<long>? shape)
        {
            Name = name;
            ElementType = elementType;
            IsSequence = isSequence;
            Shape = shape;
        }

        public string Name { get; }

        public int ElementType { get; }

        public bool IsSequence { get; }

        public IReadOnlyList<long>? Shape { get; }

        /// <summary>The element type as ONNX calls it.</summary>
        public string TypeName => ElementType >= 0 && ElementType < TypeNames.Length ? TypeNames[ElementType] : "type " + ElementType;

        /// <summary>Type and sizes for a message; ? is any.</summary>
        public string Describe()
        {
            if (IsSequence)
            {
                return "a sequence";
            }

            var sizes = Shape == null ? "of unknown shape" : "[" + string.Join(", ", Show(Shape)) + "]";
            return ElementType == 0 ? "no tensor" : $"{TypeName} {sizes}";
        }

        private static IEnumerable<string> Show(IReadOnlyList<long> shape)
        {
            foreach (var size in shape)
            {
                yield return size < 0 ? "?" : size.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }
}
