using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Saccade.Tools.Shaders
{
    /// <summary>
    /// Translates the part of HLSL that the package's compute shaders are written in. What reads a texture by texels, a structured
    /// buffer and a texture that is written become sampler, buffer texture and image; a buffer that is written becomes a storage buffer.
    /// Whatever isn't known is an error rather than copied.
    /// </summary>
    internal sealed partial class GlslTranslator
    {
        private readonly HlslText _source;
        private readonly HlslReader _reader;
        private readonly StringBuilder _text = new();
        private readonly Dictionary<string, Resource> _resources = [];
        private readonly Dictionary<string, string> _calls = [];
        private readonly HashSet<string> _names = [];
        private readonly HashSet<string> _locals = [];
        private readonly List<(string Name, int Value)> _uniforms = [];
        private string? _groupSize;

        private GlslTranslator(HlslText source)
        {
            _source = source;
            _reader = new HlslReader(source);
        }

        private enum Resource
        {
            /// <summary>Read texel by texel.</summary>
            Texture,

            /// <summary>A buffer that is read.</summary>
            Read,

            /// <summary>A texture of integers that is read and written.</summary>
            Image,

            /// <summary>A buffer that is written.</summary>
            Written,
        }

        /// <summary>Translates a shader.</summary>
        /// <exception cref="ShaderException">It uses something that isn't known here; the message has the line.</exception>
        public static GlslShader Translate(string hlsl)
        {
            GlslTranslator translator = new(new HlslText(hlsl));
            return translator.Run();
        }

        // What comments leave behind.
        [GeneratedRegex(" +(?=\n)|(?<=\n\n)\n+")]
        private static partial Regex Gaps();

        private GlslShader Run()
        {
            _text.Append("#version 450 core\n\n");
            foreach (var (name, value) in _source.Constants)
            {
                _names.Add(name);
                _text.Append($"#define {name} {value}\n");
            }

            while (_reader.Current.Text.Length > 0)
            {
                Declare();
            }

            WriteMain();
            return new GlslShader(Gaps().Replace(_text.ToString(), ""), Number());
        }

        private IReadOnlyList<(string, IReadOnlyList<(string, int)>)> Number() =>
        [
            ("What KERNEL is to be defined as.", _source.Kernels.Select((name, i) => (name + "Kernel", i)).ToArray()),
            ("What the text defines.", _source.Constants.Select(constant => (ToPascal(constant.Name), constant.Value)).ToArray()),
            ("Texture units.", Place(Resource.Texture, "Unit").Concat(Place(Resource.Read, "Unit")).ToArray()),
            ("Image units.", Place(Resource.Image, "Image").ToArray()),
            ("Bindings of storage buffers.", Place(Resource.Written, "Buffer").ToArray()),
            ("Locations of uniforms.", _uniforms.Select(uniform => (uniform.Name + "Uniform", uniform.Value)).ToArray()),
        ];

        private IEnumerable<(string Name, int Place)> Place(Resource kind, string ending) =>
            _resources.Where(resource => resource.Value == kind).Select(resource => (resource.Key + ending, FindBinding(resource.Key)));

        private static string ToPascal(string name) =>
            string.Concat(name.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()));

        // Textures come first, so that a buffer more moves none of them.
        private int FindBinding(string name)
        {
            var kind = _resources[name];
            var before = _resources.TakeWhile(resource => resource.Key != name).Count(resource => resource.Value == kind);
            return kind == Resource.Read ? _source.Tokens.Count(token => token.Text == "Texture2D") + before : before;
        }

        private void WriteMain()
        {
            _text.Append($"\n\n{_groupSize}\n\nvoid main()\n{{\n");
            for (var i = 0; i < _source.Kernels.Count; i++)
            {
                if (!_calls.TryGetValue(_source.Kernels[i], out var call))
                {
                    throw new ShaderException(_reader.Current.Line, $"there is no kernel {_source.Kernels[i]}, which a #pragma names.");
                }

                _text.Append($"#{(i == 0 ? "if" : "elif")} KERNEL == {i}\n    {call}\n");
            }

            _text.Append("#endif\n}\n");
        }
    }
}
