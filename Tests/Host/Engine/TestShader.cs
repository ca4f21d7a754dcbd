using System;
using System.IO;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>A shader of a test's own, given by what its main function does; it is a resource for as long as the test lasts.</summary>
    internal sealed class TestShader : IDisposable
    {
        private readonly string _folder;

        internal TestShader(string body)
        {
            var name = "TestShader" + Guid.NewGuid().ToString("N");
            _folder = Path.Combine(AppContext.BaseDirectory, "Resources", name);
            Directory.CreateDirectory(_folder);
            File.WriteAllText(Path.Combine(_folder, "Test.shader"), "Shader \"Tests/Own\"\n{\n}\n");
            File.WriteAllText(
                Path.Combine(_folder, "Test.glsl.txt"),
                "in vec2 uv;\nin vec4 tint;\nlayout(location = 0) out vec4 result;\nvoid main() { " + body + " }");
            Shader = Resources.Load<Shader>(name + "/Test");
        }

        internal Shader Shader { get; }

        public void Dispose()
        {
            UnityEngine.Object.DestroyImmediate(Shader);
            Directory.Delete(_folder, recursive: true);
        }
    }
}
