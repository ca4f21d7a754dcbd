using System.IO;
using System.Linq;
using System.Reflection;
using Saccade.Training.Checkpoints;
using static TorchSharp.torch;

namespace Saccade.Training.Tests
{
    /// <summary>Reference files that other libraries made, see Tests/Fixtures~.</summary>
    internal static class Fixtures
    {
        internal static readonly string Directory = Path.GetFullPath(
            typeof(Fixtures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Fixtures").Value!);

        internal static string Find(params string[] parts) => Path.Combine([Directory, .. parts]);

        internal static Tensor ReadTensor(SafetensorsFile file, string name) =>
            tensor(file.ReadSingles(name), file.Entries[name].Shape.ToArray());

        internal static float LargestDifference(Tensor actual, Tensor expected)
        {
            using var difference = actual.subtract(expected);
            return difference.abs().max().item<float>();
        }
    }
}
