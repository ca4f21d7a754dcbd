using System;
using System.IO;
using UnityEngine;

namespace Saccade.OpenGL
{
    /// <summary>Finds the shaders: embedded in the assembly where a project built it, in the engine's Resources otherwise.</summary>
    internal static class ShaderText
    {
        /// <summary>Reads a shader's text. Main thread only.</summary>
        /// <param name="name">Its name, such as "Saccade/Encode.glsl".</param>
        /// <exception cref="NotSupportedException">The program was built without it.</exception>
        public static string Read(string name) =>
            ReadEmbedded(name) ?? ReadResource(name)
            ?? throw new NotSupportedException(
                $"OpenGL: the shader Resources/{name}.txt is missing from this build. "
                + "Add the folder Runtime/OpenGL/Resources of the package.");

        /// <summary>The text that lies in the assembly, or null.</summary>
        public static string? ReadEmbedded(string name)
        {
            using Stream? stream = typeof(ShaderText).Assembly.GetManifestResourceStream(name);
            if (stream == null)
                return null;
            using StreamReader reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }

        /// <summary>The text that lies in the engine's Resources, or null.</summary>
        public static string? ReadResource(string name)
        {
            TextAsset? asset = Resources.Load<TextAsset>(name);
            return asset != null ? asset.text : null;
        }
    }
}
