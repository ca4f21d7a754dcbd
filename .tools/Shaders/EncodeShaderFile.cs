using System.IO;
using System.Text;

namespace Saccade.Tools.Shaders
{
    /// <summary>The encode's shader as the OpenGL assembly holds it: C# text, made from the engine's compute shader.</summary>
    public static class EncodeShaderFile
    {
        /// <summary>What it is made from, in the package.</summary>
        public const string Source = "Runtime/Capture/Resources/Saccade/Encode.compute";

        /// <summary>The file, in the package.</summary>
        public const string Target = "Runtime/OpenGL/Encoding/EncodeShader.cs";

        /// <summary>Makes the file's text.</summary>
        /// <param name="hlsl">What <see cref="Source"/> holds.</param>
        /// <exception cref="ShaderException">It uses something that the translator doesn't know.</exception>
        public static string Make(string hlsl)
        {
            var shader = GlslTranslator.Translate(hlsl);
            StringBuilder text = new();
            text.Append(
                $$"""
                // Made by `./saccade shaders` from {{Source}}, which explains it: don't edit this file.
                namespace Saccade.OpenGL.Encoding
                {
                    /// <summary>
                    /// The encode's compute shader in GLSL. C# text and no file beside it: in Unity an assembly definition's assembly
                    /// holds no embedded files, and a program without an engine has no Resources folder.
                    /// </summary>
                    internal static class EncodeShader
                    {
                        /// <summary>What to call it in messages.</summary>
                        public const string Name = "Encode.glsl";


                """);
            foreach (var (sentence, numbers) in shader.Numbers)
            {
                text.Append($"        // {sentence}\n");
                foreach (var (name, value) in numbers)
                {
                    text.Append($"        public const int {name} = {value};\n");
                }

                text.Append('\n');
            }

            text.Append("        /// <summary>All of it; KERNEL is to be defined behind the first line.</summary>\n");
            text.Append($"        public const string Text = @\"{shader.Text}\";\n");
            return text.Append("    }\n}\n").ToString().ReplaceLineEndings("\n");
        }

        /// <summary>Writes the file anew.</summary>
        /// <param name="root">The package's folder.</param>
        public static void Write(string root) =>
            File.WriteAllText(Path.Combine(root, Target), Make(File.ReadAllText(Path.Combine(root, Source))));
    }
}
