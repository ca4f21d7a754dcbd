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
        private static readonly Dictionary<string, string> Types = new()
        {
            ["void"] = "void", ["bool"] = "bool",
            ["int"] = "int", ["int2"] = "ivec2", ["int3"] = "ivec3",
            ["uint"] = "uint", ["uint2"] = "uvec2", ["uint3"] = "uvec3",
            ["float"] = "float", ["float3"] = "vec3",
        };

        private static readonly Dictionary<string, string> Functions = new()
        {
            ["asint"] = "floatBitsToInt", ["asfloat"] = "intBitsToFloat", ["clamp"] = "clamp", ["min"] = "min", ["saturate"] = "clamp",
        };

        private static readonly Dictionary<string, string> Semantics = new()
        {
            ["SV_DispatchThreadID"] = "gl_GlobalInvocationID",
            ["SV_GroupID"] = "gl_WorkGroupID",
            ["SV_GroupThreadID"] = "gl_LocalInvocationID",
        };

        private static readonly HashSet<string> Keywords = ["if", "else", "for", "return", "const"];

        // Words that are a name in HLSL and none in GLSL.
        private static readonly HashSet<string> Reserved =
        [
            "active", "attribute", "buffer", "common", "filter", "flat", "image1D", "input", "main", "noise", "output", "patch", "resource",
            "sample", "smooth", "subroutine", "superp", "varying",
        ];

        private readonly HlslText _source;
        private readonly StringBuilder _text = new();
        private readonly Dictionary<string, Resource> _resources = [];
        private readonly Dictionary<string, string> _calls = [];
        private readonly HashSet<string> _names = [];
        private readonly HashSet<string> _locals = [];
        private readonly List<(string Name, int Value)> _uniforms = [];
        private string? _groupSize;
        private int _place;

        private GlslTranslator(HlslText source)
        {
            _source = source;
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

        private HlslToken Current => _source.Tokens[_place];

        /// <summary>Translates a shader.</summary>
        /// <exception cref="ShaderException">It uses something that isn't known here; the message has the line.</exception>
        public static GlslShader Translate(string hlsl)
        {
            GlslTranslator translator = new(new HlslText(hlsl));
            return translator.Run();
        }

        [GeneratedRegex("^([xyzw]{1,4}|[rgba]{1,4})$")]
        private static partial Regex Swizzle();

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

            while (Current.Text.Length > 0)
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

        private void Declare()
        {
            switch (Current.Text)
            {
                case "[":
                    ReadGroupSize();
                    break;
                case "static":
                    DeclareConstant();
                    break;
                case "Texture2D":
                    DeclareResource("float4", Resource.Texture, "layout(binding = {0}) uniform sampler2D {1};");
                    break;
                case "RWTexture2D":
                    DeclareResource("uint", Resource.Image, "layout(binding = {0}, r32ui) uniform uimage2D {1};");
                    break;
                case "StructuredBuffer":
                    DeclareResource(
                        null, Resource.Read, Peek(2).Text == "int"
                            ? "layout(binding = {0}) uniform isamplerBuffer {1};"
                            : "layout(binding = {0}) uniform usamplerBuffer {1};");
                    break;
                case "RWStructuredBuffer":
                    DeclareResource(
                        null, Resource.Written,
                        $"layout(std430, binding = {{0}}) writeonly buffer {{1}}Block {{{{ {FindType(Peek(2))} {{1}}[]; }}}};");
                    break;
                default:
                    DeclareUniformOrFunction();
                    break;
            }
        }

        // [numthreads(x, y, 1)]
        private void ReadGroupSize()
        {
            var line = Current.Line;
            SkipKeepingBlanks();
            Expect("numthreads");
            Expect("(");
            var x = Take().Text;
            Expect(",");
            var y = Take().Text;
            Expect(",");
            Expect("1");
            Expect(")");
            Expect("]");
            var size = $"layout(local_size_x = {x}, local_size_y = {y}) in;";
            if (_groupSize != null && _groupSize != size)
            {
                throw new ShaderException(line, "kernels with groups of different sizes are not known.");
            }

            _groupSize = size;
            if (!_source.Kernels.Contains(Peek(1).Text))
            {
                throw new ShaderException(line, $"no #pragma kernel names {Peek(1).Text}.");
            }

            DeclareFunction(isKernel: true, before: "");
        }

        private void DeclareConstant()
        {
            SkipKeepingBlanks();
            Expect("const");
            _text.Append($"const {FindType(Take())} {TakeName()}");
            while (Current.Text != ";")
            {
                WriteNext();
            }

            _text.Append(Take(";"));
        }

        private void DeclareResource(string? element, Resource kind, string form)
        {
            var first = Take();
            Expect("<");
            var type = Take();
            if (element != null ? type.Text != element : type.Text is not ("int" or "uint" or "float"))
            {
                throw new ShaderException(type.Line, $"a {first.Text} of {type.Text} is not known.");
            }

            if (kind == Resource.Read && type.Text == "float")
            {
                throw new ShaderException(type.Line, "a StructuredBuffer of float is not known: keep its bits in a buffer of int.");
            }

            Expect(">");
            var name = TakeName();
            Expect(";");
            _resources.Add(name, kind);
            _text.Append(first.Before).AppendFormat(null, form, FindBinding(name), name);
        }

        private void DeclareUniformOrFunction()
        {
            if (Peek(2).Text == "(")
            {
                DeclareFunction(isKernel: false, Current.Before);
                return;
            }

            var type = Take();
            var glsl = FindType(type);
            var name = TakeName();
            Expect(";");
            _text.Append($"{type.Before}layout(location = {_uniforms.Count}) uniform {glsl} {name};");
            _uniforms.Add((name, _uniforms.Count));
        }

        private void DeclareFunction(bool isKernel, string before)
        {
            _locals.Clear();
            var type = FindType(Take());
            var name = TakeName();
            List<string> parameters = [];
            List<string> inputs = [];
            Expect("(");
            while (Current.Text != ")")
            {
                var parameter = FindType(Take());
                parameters.Add($"{parameter} {TakeLocal()}");
                if (isKernel)
                {
                    Expect(":");
                    var semantic = Take();
                    inputs.Add(Semantics.TryGetValue(semantic.Text, out var input)
                        ? input
                        : throw new ShaderException(semantic.Line, $"the semantic {semantic.Text} is not known."));
                }

                if (Current.Text != ")")
                {
                    Expect(",");
                }
            }

            Expect(")");
            if (isKernel)
            {
                _calls[name] = $"{name}({string.Join(", ", inputs)});";
            }

            _text.Append($"{before}{type} {name}({string.Join(", ", parameters)})");
            var depth = 0;
            do
            {
                depth += Current.Text == "{" ? 1 : Current.Text == "}" ? -1 : 0;
                WriteNext();
            }
            while (depth > 0);
        }

        // One token, or with a resource or a function what belongs to it.
        private void WriteNext()
        {
            var token = Current;
            if (token.Text.Length == 0)
            {
                throw new ShaderException(token.Line, "the text ends too early.");
            }

            if (token.Text == "[" && Peek(1).Text == "unroll")
            {
                SkipKeepingBlanks();
                Expect("unroll");
                Expect("]");
                _text.Append(Take("for"));
                return;
            }

            _text.Append(token.Before);
            if (!token.IsWord)
            {
                _text.Append(Take().Text);
                if (token.Text == ".")
                {
                    WriteSwizzle();
                }
            }
            else if (_resources.TryGetValue(token.Text, out var resource))
            {
                Take();
                WriteAccess(token, resource);
            }
            else if (Types.TryGetValue(token.Text, out var type))
            {
                Take();
                _text.Append(type);
                if (Current.IsWord)
                {
                    _text.Append(Current.Before).Append(TakeLocal());
                }
            }
            else if (Functions.TryGetValue(token.Text, out var function) && Peek(1).Text == "(")
            {
                Take();
                _text.Append(function);
                if (token.Text == "saturate")
                {
                    _text.Append('(').Append(Within("(", ")")).Append(", 0.0, 1.0)");
                }
            }
            else if (Keywords.Contains(token.Text) || _names.Contains(token.Text) || _locals.Contains(token.Text))
            {
                _text.Append(Take().Text);
            }
            else
            {
                throw new ShaderException(token.Line, $"{token.Text} is not known.");
            }
        }

        private void WriteSwizzle()
        {
            var member = Take();
            _text.Append(Swizzle().IsMatch(member.Text)
                ? member.Text
                : throw new ShaderException(member.Line, $"the member {member.Text} is not known."));
        }

        private void WriteAccess(HlslToken name, Resource resource)
        {
            if (resource == Resource.Texture)
            {
                WriteLoad(name);
                return;
            }

            var index = Within("[", "]");
            var isWritten = Current.Text == "=";
            switch (resource)
            {
                case Resource.Read when !isWritten:
                    _text.Append($"texelFetch({name.Text}, {index}).r");
                    break;
                case Resource.Image when !isWritten:
                    _text.Append($"imageLoad({name.Text}, {index}).r");
                    break;
                case Resource.Image:
                    Expect("=");
                    _text.Append($"imageStore({name.Text}, {index}, uvec4(");
                    var start = _text.Length;
                    while (Current.Text != ";")
                    {
                        WriteNext();
                    }

                    var value = _text.ToString(start, _text.Length - start).Trim();
                    _text.Length = start;
                    _text.Append($"{value}))");
                    break;
                case Resource.Written when isWritten:
                    _text.Append($"{name.Text}[{index}]");
                    break;
                default:
                    throw new ShaderException(
                        name.Line, $"{name.Text} is {(isWritten ? "written, which only an RW buffer or texture can be." : "read, and a "
                        + "buffer that is written can't be.")}");
            }
        }

        // Colors.Load(int3(texel, 0))
        private void WriteLoad(HlslToken name)
        {
            Expect(".");
            Expect("Load");
            Expect("(");
            Expect("int3");
            _text.Append($"texelFetch({name.Text}, {Within("(", ")")})");
            Expect(")");
        }

        // What stands between two brackets, translated; the brackets themselves are taken and not written.
        private string Within(string open, string close)
        {
            var start = _text.Length;
            Expect(open);
            var depth = 1;
            while (true)
            {
                depth += Current.Text == open ? 1 : Current.Text == close ? -1 : 0;
                if (depth == 0)
                {
                    break;
                }

                WriteNext();
            }

            Expect(close);
            var inner = _text.ToString(start, _text.Length - start).Trim();
            _text.Length = start;
            return inner;
        }

        private void WriteMain()
        {
            _text.Append($"\n\n{_groupSize}\n\nvoid main()\n{{\n");
            for (var i = 0; i < _source.Kernels.Count; i++)
            {
                if (!_calls.TryGetValue(_source.Kernels[i], out var call))
                {
                    throw new ShaderException(Current.Line, $"there is no kernel {_source.Kernels[i]}, which a #pragma names.");
                }

                _text.Append($"#{(i == 0 ? "if" : "elif")} KERNEL == {i}\n    {call}\n");
            }

            _text.Append("#endif\n}\n");
        }

        private void SkipKeepingBlanks() => _text.Append(Take().Before);

        private HlslToken Peek(int ahead) => _source.Tokens[Math.Min(_place + ahead, _source.Tokens.Count - 1)];

        private HlslToken Take()
        {
            var token = Current;
            _place = Math.Min(_place + 1, _source.Tokens.Count - 1);
            return token;
        }

        private string Take(string text)
        {
            Expect(text);
            return text;
        }

        private void Expect(string text)
        {
            var token = Take();
            if (token.Text != text)
            {
                throw new ShaderException(token.Line, $"'{text}' is expected, and not '{token.Text}'.");
            }
        }

        private string TakeName()
        {
            var name = TakeFree();
            if (!_names.Add(name.Text))
            {
                throw new ShaderException(name.Line, $"there are two {name.Text}.");
            }

            return name.Text;
        }

        private string TakeLocal()
        {
            var name = TakeFree();
            _locals.Add(name.Text);
            return name.Text;
        }

        private HlslToken TakeFree()
        {
            var name = Take();
            var isFree = name.IsWord && !Types.ContainsKey(name.Text) && !Functions.ContainsKey(name.Text) && !Keywords.Contains(name.Text)
                && !Reserved.Contains(name.Text) && !name.Text.StartsWith("gl_", StringComparison.Ordinal);
            return isFree ? name : throw new ShaderException(name.Line, $"'{name.Text}' can't be a name in GLSL.");
        }

        private static string FindType(HlslToken token) =>
            Types.TryGetValue(token.Text, out var type) ? type : throw new ShaderException(token.Line, $"the type {token.Text} is not known.");
    }
}
