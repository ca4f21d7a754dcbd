using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Saccade.Host.Editor.Project
{
    /// <summary>What lies beside this program.</summary>
    internal static class Bundled
    {
        /// <summary>The folder of the small base model, without its ONNX file.</summary>
        internal static string BaseModel { get; } = Path.Combine(AppContext.BaseDirectory, "Base");

        /// <summary>The training program, to be run by <c>dotnet</c>.</summary>
        internal static string TrainingTool { get; } = Path.GetFullPath(
            typeof(Bundled).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "TrainingTool").Value!,
            AppContext.BaseDirectory);
    }
}
