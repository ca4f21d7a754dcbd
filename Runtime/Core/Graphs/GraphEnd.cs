using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Graphs
{
    /// <summary>What the last steps of a graph say of an output: whether it holds logits or probabilities.</summary>
    internal sealed class GraphEnd
    {
        private const int MostSteps = 10_000;

        // What changes the form of numbers and not what they mean.
        private static readonly HashSet<string> Through = new HashSet<string>(StringComparer.Ordinal)
        {
            "Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Dropout", "Transpose", "ZipMap", "QuantizeLinear",
            "DequantizeLinear", "Expand",
        };

        // What gives numbers of any size.
        private static readonly HashSet<string> Linear = new HashSet<string>(StringComparer.Ordinal)
        {
            "Gemm", "MatMul", "Add", "Sub", "Sum", "Conv", "MatMulInteger", "ConvInteger", "QLinearMatMul", "QLinearConv", "QLinearAdd",
            "QGemm", "FusedGemm", "FusedMatMul", "MatMulNBits", "DynamicQuantizeMatMul", "MatMulIntegerToFloat", "BatchNormalization",
            "LayerNormalization", "Einsum", "GlobalAveragePool", "AveragePool", "ReduceMean", "LogSoftmax", "Relu",
        };

        private readonly OnnxDescription _file;
        private readonly Dictionary<string, OnnxNode> _makers = new Dictionary<string, OnnxNode>(StringComparer.Ordinal);

        public GraphEnd(OnnxDescription file)
        {
            _file = file;
            foreach (var node in file.Nodes)
            {
                foreach (var output in node.Outputs)
                {
                    _makers[output] = node;
                }
            }
        }

        /// <summary>The step that makes a value; null for an input or weights.</summary>
        public OnnxNode? Maker(string value) => _makers.TryGetValue(value, out var node) ? node : null;

        /// <summary>Whether a value goes into the making of another.</summary>
        public bool Leads(string from, string to)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal) { to };
            var open = new Stack<string>(seen);
            while (open.Count > 0)
            {
                foreach (var input in Maker(open.Pop())?.Inputs ?? Array.Empty<string>())
                {
                    if (input == from)
                    {
                        return true;
                    }

                    if (seen.Add(input))
                    {
                        open.Push(input);
                    }
                }
            }

            return false;
        }

        /// <summary>What was done to the logits last; null where the steps don't tell.</summary>
        /// <param name="output">The output.</param>
        public OutputActivation? FindActivation(string output)
        {
            var isScaled = false;
            for (var step = 0; step < MostSteps; step++)
            {
                var node = Maker(output);
                switch (node?.Operation)
                {
                    case null:
                        return null;
                    case "Softmax":
                    case "QLinearSoftmax":
                        return isScaled ? (OutputActivation?)null : OutputActivation.Softmax;
                    case "Sigmoid":
                    case "HardSigmoid":
                    case "QLinearSigmoid":
                        return isScaled ? (OutputActivation?)null : OutputActivation.Sigmoid;
                    case "Mul":
                    case "Div":
                        // By a constant, or by the scale of a product in 8 bits; anything else may be a softmax of single steps.
                        isScaled = true;
                        var scaled = FindScaled(node);
                        if (scaled == null)
                        {
                            return null;
                        }

                        output = scaled;
                        break;
                    default:
                        if (Linear.Contains(node!.Operation))
                        {
                            return OutputActivation.None;
                        }

                        if (!Through.Contains(node.Operation) || node.Inputs.Count == 0)
                        {
                            return null;
                        }

                        output = node.Inputs[0];
                        break;
                }
            }

            return null;
        }

        private string? FindScaled(OnnxNode node)
        {
            var whole = node.Inputs.FirstOrDefault(input => Maker(input) is OnnxNode cast && cast.Operation == "Cast"
                && cast.Inputs.Count > 0 && Maker(cast.Inputs[0])?.Operation is "MatMulInteger" or "ConvInteger");
            var changing = node.Inputs.Where(input => !IsConstant(input)).ToArray();
            return whole ?? (changing.Length == 1 && node.Inputs.Count == 2 && changing[0] == node.Inputs[0]
                || changing.Length == 1 && node.Operation == "Mul" ? changing[0] : null);
        }

        private bool IsConstant(string value) =>
            _file.IsInitializer(value) || Maker(value) is OnnxNode node && (node.Operation == "Constant"
                || (node.Operation == "Identity" || node.Operation == "Exp" || node.Operation == "Cast")
                    && node.Inputs.Count == 1 && _file.IsInitializer(node.Inputs[0]));
    }
}
