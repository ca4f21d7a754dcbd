using System.Collections.Generic;

namespace Saccade.Graphs
{
    /// <summary>A step of an ONNX graph.</summary>
    internal sealed class OnnxNode
    {
        public OnnxNode(
            string operation, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, IReadOnlyList<string>? classes)
        {
            Operation = operation;
            Inputs = inputs;
            Outputs = outputs;
            Classes = classes;
        }

        /// <summary>What it does, such as Gemm or Softmax.</summary>
        public string Operation { get; }

        /// <summary>The names of what it reads.</summary>
        public IReadOnlyList<string> Inputs { get; }

        /// <summary>The names of what it makes.</summary>
        public IReadOnlyList<string> Outputs { get; }

        /// <summary>The class names that ZipMap puts beside the numbers; null for every other operation.</summary>
        public IReadOnlyList<string>? Classes { get; }
    }
}
