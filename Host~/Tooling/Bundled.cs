using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Saccade.Host.Tooling
{
    /// <summary>What lies beside a program of the host.</summary>
    public static class Bundled
    {
        /// <summary>The folder of the small base model, without its ONNX file.</summary>
        public static string BaseModel { get; } = Path.Combine(AppContext.BaseDirectory, "Base");

        /// <summary>The training program, to be run by <c>dotnet</c>.</summary>
        public static string TrainingTool { get; } = Find(typeof(Bundled).Assembly, nameof(TrainingTool));

        /// <summary>Finds a program whose place a project's build noted.</summary>
        /// <param name="assembly">The assembly that the project makes.</param>
        /// <param name="key">The note's key.</param>
        /// <returns>The full path.</returns>
        public static string Find(Assembly assembly, string key) => Path.GetFullPath(
            assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!,
            AppContext.BaseDirectory);
    }
}
