using System.Collections.Generic;
using System.Text.RegularExpressions;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>One entry point of a compute shader, with the textures and buffers that are set for it.</summary>
    internal sealed partial class ComputeKernel
    {
        private readonly string _file;
        private readonly string _text;
        private readonly string[] _macros;
        private readonly int _index;
        private ComputeProgram? _program;

        private ComputeKernel(string file, string text, string name, string[] macros, int index)
        {
            _file = file;
            _text = text;
            _macros = macros;
            _index = index;
            Name = name;
        }

        internal string Name { get; }

        internal Dictionary<int, Texture> Textures { get; } = [];

        internal Dictionary<int, ComputeBuffer?> Buffers { get; } = [];

        /// <summary>Finds the kernels that a text declares, in their order.</summary>
        /// <exception cref="HostException">It declares none.</exception>
        internal static ComputeKernel[] Read(string file, string text)
        {
            var declarations = Declaration().Matches(text);
            if (declarations.Count == 0)
            {
                throw new HostException($"Compute shader {file}: it has no line '#pragma kernel NAME'.");
            }

            // The line stays as an empty one, so that what the compiler says names the right line.
            var rest = Declaration().Replace(text, "");
            var kernels = new ComputeKernel[declarations.Count];
            for (var i = 0; i < kernels.Length; i++)
            {
                var words = declarations[i].Groups[1].Value.Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries);
                kernels[i] = new ComputeKernel(file, rest, words[0], words[1..], i);
            }

            return kernels;
        }

        /// <summary>The program, compiled when it is first needed.</summary>
        /// <exception cref="HostException">The tools are missing, or the text is wrong.</exception>
        internal ComputeProgram RequireProgram()
        {
            if (_program is not { IsAlive: true })
            {
                var glsl = ComputeCompiler.Translate(_file, _text, Name, _macros);
                _program = new ComputeProgram(GraphicsDevice.Current, $"{_file}, kernel {Name}", glsl);
            }

            return _program;
        }

        internal void Run(string shader, Dictionary<int, ShaderValue> values, uint groupsX, uint groupsY, uint groupsZ)
        {
            var program = RequireProgram();
            foreach (var texture in program.Textures)
            {
                if (!Textures.TryGetValue(texture.NameId, out var value) || value == null)
                {
                    throw NotSet(shader, texture);
                }
            }

            foreach (var buffer in program.Buffers)
            {
                if (!Buffers.TryGetValue(buffer.NameId, out var value) || value is null)
                {
                    throw NotSet(shader, buffer);
                }
            }

            program.Run(this, values, groupsX, groupsY, groupsZ);
        }

        internal void Release() => _program?.Release();

        private UnityException NotSet(string shader, ComputeProgram.Resource resource) =>
            new UnityException($"Compute shader ({shader}): Property ({resource.Name}) at kernel index ({_index}) is not set.");

        [GeneratedRegex("""^[ \t]*#[ \t]*pragma[ \t]+kernel[ \t]+(\w[^\r\n/]*)[^\r\n]*""", RegexOptions.Multiline)]
        private static partial Regex Declaration();
    }
}
