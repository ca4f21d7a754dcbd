using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Tools.Shaders
{
    /// <content>What stands outside of functions, and their first lines.</content>
    internal sealed partial class GlslTranslator
    {
        private void Declare()
        {
            switch (_reader.Current.Text)
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
                        null, Resource.Read, _reader.Peek(2).Text == "int"
                            ? "layout(binding = {0}) uniform isamplerBuffer {1};"
                            : "layout(binding = {0}) uniform usamplerBuffer {1};");
                    break;
                case "RWStructuredBuffer":
                    DeclareResource(
                        null, Resource.Written,
                        $"layout(std430, binding = {{0}}) writeonly buffer {{1}}Block {{{{ {FindType(_reader.Peek(2))} {{1}}[]; }}}};");
                    break;
                default:
                    DeclareUniformOrFunction();
                    break;
            }
        }

        // [numthreads(x, y, 1)]
        private void ReadGroupSize()
        {
            var line = _reader.Current.Line;
            _text.Append(_reader.Take().Before);
            _reader.Take("numthreads", "(");
            var x = _reader.Take().Text;
            _reader.Take(",");
            var y = _reader.Take().Text;
            _reader.Take(",", "1", ")", "]");
            var size = $"layout(local_size_x = {x}, local_size_y = {y}) in;";
            if (_groupSize != null && _groupSize != size)
            {
                throw new ShaderException(line, "kernels with groups of different sizes are not known.");
            }

            _groupSize = size;
            if (!_source.Kernels.Contains(_reader.Peek(1).Text))
            {
                throw new ShaderException(line, $"no #pragma kernel names {_reader.Peek(1).Text}.");
            }

            DeclareFunction(isKernel: true, before: "");
        }

        private void DeclareConstant()
        {
            _text.Append(_reader.Take().Before);
            _reader.Take("const");
            _text.Append($"const {FindType(_reader.Take())} {TakeName()}");
            while (_reader.Current.Text != ";")
            {
                WriteNext();
            }

            _reader.Take(";");
            _text.Append(';');
        }

        private void DeclareResource(string? element, Resource kind, string form)
        {
            var first = _reader.Take();
            _reader.Take("<");
            var type = _reader.Take();
            if (element != null ? type.Text != element : type.Text is not ("int" or "uint" or "float"))
            {
                throw new ShaderException(type.Line, $"a {first.Text} of {type.Text} is not known.");
            }

            if (kind == Resource.Read && type.Text == "float")
            {
                throw new ShaderException(type.Line, "a StructuredBuffer of float is not known: keep its bits in a buffer of int.");
            }

            _reader.Take(">");
            var name = TakeName();
            _reader.Take(";");
            _resources.Add(name, kind);
            _text.Append(first.Before).AppendFormat(null, form, FindBinding(name), name);
        }

        private void DeclareUniformOrFunction()
        {
            if (_reader.Peek(2).Text == "(")
            {
                DeclareFunction(isKernel: false, _reader.Current.Before);
                return;
            }

            var type = _reader.Take();
            var glsl = FindType(type);
            var name = TakeName();
            _reader.Take(";");
            _text.Append($"{type.Before}layout(location = {_uniforms.Count}) uniform {glsl} {name};");
            _uniforms.Add((name, _uniforms.Count));
        }

        private void DeclareFunction(bool isKernel, string before)
        {
            _locals.Clear();
            var type = FindType(_reader.Take());
            var name = TakeName();
            List<string> parameters = [];
            List<string> inputs = [];
            _reader.Take("(");
            while (_reader.Current.Text != ")")
            {
                var parameter = FindType(_reader.Take());
                parameters.Add($"{parameter} {TakeLocal()}");
                if (isKernel)
                {
                    _reader.Take(":");
                    var semantic = _reader.Take();
                    inputs.Add(GlslWords.FindInput(semantic.Text)
                        ?? throw new ShaderException(semantic.Line, $"the semantic {semantic.Text} is not known."));
                }

                if (_reader.Current.Text != ")")
                {
                    _reader.Take(",");
                }
            }

            _reader.Take(")");
            if (isKernel)
            {
                _calls[name] = $"{name}({string.Join(", ", inputs)});";
            }

            _text.Append($"{before}{type} {name}({string.Join(", ", parameters)})");
            var depth = 0;
            do
            {
                depth += _reader.Current.Text == "{" ? 1 : _reader.Current.Text == "}" ? -1 : 0;
                WriteNext();
            }
            while (depth > 0);
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
            var name = _reader.Take();
            return name.IsWord && GlslWords.IsFree(name.Text)
                ? name
                : throw new ShaderException(name.Line, $"'{name.Text}' can't be a name in GLSL.");
        }

        private static string FindType(HlslToken token) =>
            GlslWords.FindType(token.Text) ?? throw new ShaderException(token.Line, $"the type {token.Text} is not known.");
    }
}
