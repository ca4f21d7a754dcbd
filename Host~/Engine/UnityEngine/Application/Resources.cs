#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using System.IO;
using Saccade.Host.Rendering;

namespace UnityEngine
{
    public sealed class Resources
    {
        private static readonly Dictionary<(string Path, Type Type), Object> Loaded = new Dictionary<(string Path, Type Type), Object>();

        public static T Load<T>(string path)
            where T : Object => (T)Load(path, typeof(T));

        public static Object Load(string path, Type systemTypeInstance)
        {
            if (Loaded.TryGetValue((path, systemTypeInstance), out var known) && known != null)
            {
                return known;
            }

            var asset = Read(path, systemTypeInstance);
            Loaded[(path, systemTypeInstance)] = asset;
            return asset;
        }

        private static Object Read(string path, Type type)
        {
            var file = Path.Combine(AppContext.BaseDirectory, "Resources", path);
            var folder = Path.GetDirectoryName(file);
            if (!Directory.Exists(folder))
            {
                return null;
            }

            foreach (var candidate in Directory.EnumerateFiles(folder, Path.GetFileName(file) + ".*"))
            {
                // A resource is named without its last extension: "AttentionPicture.glsl" is AttentionPicture.glsl.txt.
                if (Path.GetFileNameWithoutExtension(candidate) != Path.GetFileName(file))
                {
                    continue;
                }

                if (type == typeof(Shader) && IsShader(candidate))
                {
                    return ReadShader(candidate);
                }

                if (type == typeof(ComputeShader) && IsComputeShader(candidate))
                {
                    return ComputeShader.Read(candidate);
                }

                if (type == typeof(TextAsset) && !IsPicture(candidate) && !IsShader(candidate) && !IsComputeShader(candidate))
                {
                    return new TextAsset(File.ReadAllBytes(candidate)) { name = Path.GetFileName(file) };
                }

                if (type == typeof(Texture2D) && IsPicture(candidate))
                {
                    var texture = new Texture2D(2, 2) { name = Path.GetFileName(file) };
                    ImageConversion.LoadImage(texture, File.ReadAllBytes(candidate));
                    return texture;
                }
            }

            return null;
        }

        // Compiled when it is loaded, so that a mistake in it is told where the shader is asked for and not in the middle of a frame.
        private static Shader ReadShader(string path)
        {
            var shader = Shader.Read(path);
            if (GraphicsDevice.IsRunning)
            {
                shader.RequireProgram();
            }

            return shader;
        }

        private static bool IsShader(string path) => path.EndsWith(".shader", StringComparison.OrdinalIgnoreCase);

        private static bool IsComputeShader(string path) => path.EndsWith(".compute", StringComparison.OrdinalIgnoreCase);

        private static bool IsPicture(string path) =>
            path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase);
    }
}
