#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Saccade.Host;
using Saccade.Host.Rendering;

namespace UnityEngine
{
    public sealed partial class Shader : Object
    {
        private const string TwinEnding = ".glsl.txt";

        private static readonly Dictionary<string, int> PropertyIds = new Dictionary<string, int>();

        private static readonly Shader Standard = new Shader("Standard", ShaderKind.Lit, "_Color", "_MainTex", "_Glossiness", "_Metallic");
        private static readonly Shader UnlitColor = new Shader("Unlit/Color", ShaderKind.Unlit, "_Color");
        private static readonly Shader UnlitTexture = new Shader("Unlit/Texture", ShaderKind.Unlit, "_MainTex");

        private static readonly Shader SpritesDefault = new Shader("Sprites/Default", ShaderKind.Sprite, "_Color", "_MainTex");

        private readonly string[] _properties;
        private string _twinPath;
        private string _twinText;
        private MaterialProgram _program;
        private MaterialProgram _surfaceProgram;

        private Shader(string name, ShaderKind kind, params string[] properties)
        {
            this.name = name;
            Kind = kind;
            _properties = properties;
        }

        public bool isSupported => true;

        internal ShaderKind Kind { get; }

        /// <summary>Whether what a blit writes is blended over what is there, by its alpha.</summary>
        internal bool Blends { get; private init; }

        public static Shader Find(string name) => name switch
        {
            "Standard" => Standard,
            "Unlit/Color" => UnlitColor,
            "Unlit/Texture" => UnlitTexture,
            "Sprites/Default" => SpritesDefault,
            _ => null,
        };

        public static int PropertyToID(string name)
        {
            if (!PropertyIds.TryGetValue(name, out var id))
            {
                id = PropertyIds.Count + 1;
                PropertyIds.Add(name, id);
            }

            return id;
        }

        /// <summary>
        /// Reads a shader of the game's own. This engine doesn't speak ShaderLab: it takes the name and the properties from the file and
        /// the code from the GLSL fragment shader beside it, which has the same name and ends in .glsl.txt.
        /// </summary>
        internal static Shader Read(string path)
        {
            var text = File.ReadAllText(path);
            var title = Title().Match(text);
            var twin = Path.ChangeExtension(path, null) + TwinEnding;
            if (!title.Success || !File.Exists(twin))
            {
                throw new HostException(
                    title.Success
                        ? $"Shader {path}: {Path.GetFileName(twin)} is not beside it. This engine draws with that file's GLSL."
                        : $"Shader {path}: it does not begin with Shader \"name\".");
            }

            string[] properties = [.. Property().Matches(text).Select(match => match.Groups[1].Value)];
            return new Shader(title.Groups[1].Value, ShaderKind.Quad, properties)
            {
                Blends = BlendState().IsMatch(text),
                _twinPath = twin,
                _twinText = File.ReadAllText(twin),
            };
        }

        /// <summary>Where it comes in the order of drawing: all shaders here are opaque, unless a material says otherwise.</summary>
        internal int Queue => 2000;

        internal bool Has(string property) => System.Array.IndexOf(_properties, property) >= 0;

        internal bool Has(int property)
        {
            foreach (var name in _properties)
            {
                if (PropertyToID(name) == property)
                {
                    return true;
                }
            }

            return false;
        }

        internal MaterialProgram RequireProgram()
        {
            ThrowIfDestroyed();
            if (Kind != ShaderKind.Quad)
            {
                throw new HostException(
                    $"Shader {name}: it colours the surfaces of renderers; quads are drawn with a shader out of a Resources folder.");
            }

            if (_program is not { IsAlive: true })
            {
                _program = Compile("Canvas.vert.glsl");
            }

            return _program;
        }

        /// <summary>The same shader behind meshes instead of quads.</summary>
        internal MaterialProgram RequireSurfaceProgram()
        {
            ThrowIfDestroyed();
            if (Kind != ShaderKind.Quad)
            {
                throw new HostException(
                    $"Shader {name}: DrawRenderer draws here with a shader out of a Resources folder, not with the engine's own.");
            }

            if (_surfaceProgram is not { IsAlive: true })
            {
                _surfaceProgram = Compile("Mesh.vert.glsl");
            }

            return _surfaceProgram;
        }

        internal override void AfterDestroy()
        {
            _program?.Release();
            _surfaceProgram?.Release();
        }

        private MaterialProgram Compile(string vertexFile) =>
            new MaterialProgram(GraphicsDevice.Current, vertexFile, Path.GetFileName(_twinPath), _twinText);

        [GeneratedRegex("""^\s*Blend\s+SrcAlpha\s+OneMinusSrcAlpha""", RegexOptions.Multiline)]
        private static partial Regex BlendState();

        [GeneratedRegex("""^\s*Shader\s+"([^"]+)"\s*$""", RegexOptions.Multiline)]
        private static partial Regex Title();

        [GeneratedRegex("""^\s*(?:\[[^\]]*\]\s*)*(_\w+)\s*\(\s*"[^"]*",""", RegexOptions.Multiline)]
        private static partial Regex Property();
    }
}
