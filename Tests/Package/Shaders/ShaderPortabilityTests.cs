using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Tools.Fxc;

namespace Saccade.Package.Tests.Shaders
{
    /// <summary>
    /// The package's shaders on graphics APIs that can't be run here: valid SPIR-V for Vulkan, and what becomes of it for OpenGL ES and
    /// Metal, within what the weakest of these allow.
    /// </summary>
    internal sealed class ShaderPortabilityTests
    {
        // What OpenGL ES 3.1 guarantees to a compute shader; more threads than two warps only make a group wait for its slowest.
        private const int StorageBuffers = 4;
        private const int Threads = 64;

        private TemporaryFolder _folder = null!;

        private static IEnumerable<TestCaseData> Functions() =>
            from unit in ShaderUnit.ReadAll(Repository.Root)
            from entry in unit.Entries
            select new TestCaseData(unit, entry.Entry, Stage(entry.Profile)).SetArgDisplayNames(unit.Name, entry.Entry);

        private static IEnumerable<TestCaseData> Kernels() => Functions().Where(function => function.Arguments[2] is "comp");

        [OneTimeSetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [OneTimeTearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCaseSource(nameof(Functions))]
        public void Function_IsValidSpirV(ShaderUnit unit, string entry, string stage)
        {
            ShaderTool.Demand(ShaderTool.Compiler, ShaderTool.Validator);
            var code = Compile(unit, entry, stage);

            ShaderTool.Run(ShaderTool.Validator, "--target-env", "vulkan1.1", code);
        }

        [TestCaseSource(nameof(Functions))]
        public void Function_IsTakenByOpenGLEs31(ShaderUnit unit, string entry, string stage)
        {
            ShaderTool.Demand(ShaderTool.Compiler, ShaderTool.Translator);
            var code = Compile(unit, entry, stage);

            var file = _folder.Write($"{entry}.{stage}", ShaderTool.Run(ShaderTool.Translator, "--version", "310", "--es", code));

            Assert.That(File.ReadAllText(file), Does.StartWith("#version 310 es"));
            ShaderTool.Run(ShaderTool.Compiler, file);
        }

        [TestCaseSource(nameof(Functions))]
        public void Function_BecomesMetal(ShaderUnit unit, string entry, string stage)
        {
            ShaderTool.Demand(ShaderTool.Compiler, ShaderTool.Translator);
            var code = Compile(unit, entry, stage);

            var metal = ShaderTool.Run(ShaderTool.Translator, "--msl", code);

            var kind = stage switch { "comp" => "kernel void", "vert" => $"vertex {entry}_out", _ => $"fragment {entry}_out" };
            Assert.That(metal, Does.Contain($"{kind} {entry}("));
        }

        [TestCaseSource(nameof(Kernels))]
        public void Kernel_KeepsWithinTheLeastThatDevicesHave(ShaderUnit unit, string entry, string stage)
        {
            ShaderTool.Demand(ShaderTool.Compiler, ShaderTool.Translator);
            var code = Compile(unit, entry, stage);

            var reflection = JObject.Parse(ShaderTool.Run(ShaderTool.Translator, code, "--reflect"));

            var size = reflection["entryPoints"]![0]!["workgroup_size"]!.Values<int>();
            Assert.That(size.Aggregate((product, length) => product * length), Is.LessThanOrEqualTo(Threads));
            Assert.That(reflection["ssbos"]!.Count(), Is.InRange(1, StorageBuffers));
        }

        /// <summary>An array's place is memory, even where every index is known, for compilers that don't take it apart.</summary>
        [TestCaseSource(nameof(Kernels))]
        public void Kernel_HasNoArrayOfItsOwn(ShaderUnit unit, string entry, string stage)
        {
            ShaderTool.Demand(ShaderTool.Compiler, ShaderTool.Disassembler);
            var code = Compile(unit, entry, stage);

            Assert.That(ShaderTool.Run(ShaderTool.Disassembler, code), Does.Not.Contain("OpTypeArray"));
        }

        private static string Stage(string profile) => profile[..2] switch { "cs" => "comp", "vs" => "vert", _ => "frag" };

        private string Compile(ShaderUnit unit, string entry, string stage)
        {
            var code = Path.Combine(_folder.Path, $"{unit.Name}.{entry}.spv");
            if (!File.Exists(code))
            {
                ShaderTool.Run(
                    ShaderTool.Compiler, "-D", "-V", "-S", stage, "-e", entry, "--target-env", "vulkan1.1", "--auto-map-bindings",
                    "--auto-map-locations", "-o", code, _folder.Write(unit.Name, unit.For("SHADER_API_VULKAN")));
            }

            return code;
        }
    }
}
