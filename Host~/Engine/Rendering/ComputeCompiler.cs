using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// Turns a kernel in Unity's language, HLSL, into GLSL: glslang makes SPIR-V of it and spirv-cross makes GLSL of that. What was
    /// translated once is kept while the process lives.
    /// </summary>
    internal static class ComputeCompiler
    {
        private static readonly ConcurrentDictionary<(string Text, string Kernel, string Macros), string> Translated = new();

        /// <exception cref="HostException">The tools are missing, or the text is wrong: then with the compiler's own words.</exception>
        internal static string Translate(string file, string text, string kernel, string[] macros)
        {
            (string, string, string) key = (text, kernel, string.Join(' ', macros));
            if (!Translated.TryGetValue(key, out var glsl))
            {
                glsl = Run(file, text, kernel, macros);
                Translated[key] = glsl;
            }

            return glsl;
        }

        private static string Run(string file, string text, string kernel, string[] macros)
        {
            if (ComputeTools.Missing is string missing)
            {
                throw new HostException($"Compute shader {file}: {missing}");
            }

            var folder = Directory.CreateTempSubdirectory("saccade-compute-");
            try
            {
                File.WriteAllText(Path.Combine(folder.FullName, file), text);
                List<string> arguments = ["-D", "-V", "-S", "comp", "-e", kernel, "--target-env", "vulkan1.1", "-DSHADER_API_GLCORE=1"];
                foreach (var macro in macros)
                {
                    arguments.Add("-D" + macro);
                }

                arguments.AddRange(["-o", "kernel.spv", file]);
                Demand(ComputeTools.Run(ComputeTools.Compiler, arguments, folder.FullName), file, kernel);
                // Plain OpenGL has no separate textures: each becomes a sampler that is used for nothing but fetching texels.
                string[] translation = ["--version", "450", "--no-es", "kernel.spv"];
                return Demand(ComputeTools.Run(ComputeTools.Translator, translation, folder.FullName), file, kernel);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        private static string Demand((int Status, string Output) result, string file, string kernel) => result.Status == 0
            ? result.Output
            : throw new HostException(
                $"Compute shader {file}: kernel {kernel} doesn't compile.{Environment.NewLine}{result.Output.Trim()}");
    }
}
