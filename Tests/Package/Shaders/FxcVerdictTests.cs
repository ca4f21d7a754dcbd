using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Tools.Fxc;

namespace Saccade.Package.Tests.Shaders
{
    /// <summary>What Direct3D's own compiler made of the shaders, which is what Unity compiles them with.</summary>
    internal sealed class FxcVerdictTests
    {
        private static readonly string[] Levels = ["-", "0", "1", "2", "3"];

        private static readonly FxcVerdict Verdict = FxcVerdict.Parse(Repository.Read(FxcVerdict.File));

        [Test]
        public void Verdict_IsOfTheShadersAsTheyAreNow() =>
            Assert.That(
                Verdict.Sources,
                Is.EquivalentTo(ShaderUnit.ReadAll(Repository.Root).ToDictionary(unit => unit.Path, FxcVerdict.Hash)),
                $"{FxcVerdict.File} was made from other texts. Run ./saccade shaders --fxc, which names what it needs, and read the rows");

        [Test]
        public void Verdict_HasEveryFunctionAtEveryLevel() =>
            Assert.That(
                Verdict.Rows.Select(row => (row.File, row.Entry, row.Profile, row.Level)),
                Is.EqualTo(
                    from unit in ShaderUnit.ReadAll(Repository.Root)
                    from entry in unit.Entries
                    from level in Levels
                    select (unit.Name, entry.Entry, entry.Profile, level)));

        [Test]
        public void Functions_KeepEverythingInRegisters() =>
            Assert.That(Verdict.Rows.Where(row => row.Instructions < 1 || row.IndexableTemporaries > 0), Is.Empty);

        [TestCase("FirstColumns", 173)]
        [TestCase("SecondColumns", 173)]
        public void Passes_AreShorterThanWithArrays(string entry, int most) =>
            Assert.That(
                Verdict.Rows.Where(row => row.Entry == entry && row.Level != "-").Select(row => row.Instructions),
                Is.All.LessThanOrEqualTo(most));

        [Test]
        public void Compiler_SaysTheSameAgain()
        {
            if (FxcCompiler.FindMissing(Repository.Root) is { } missing)
            {
                Assert.Ignore($"{missing}; what it said is compared by the shaders' hashes only");
            }

            var again = FxcCompiler.Run(Repository.Root, mayFetch: false);
            if (again.Compiler != Verdict.Compiler)
            {
                Assert.Ignore($"the verdict was made by {Verdict.Compiler}, and here is {again.Compiler}");
            }

            Assert.That(again.ToString(), Is.EqualTo(Repository.Read(FxcVerdict.File).ReplaceLineEndings("\n")));
        }

        [Test]
        public void Row_CountsWhatLiesInMemory()
        {
            var row = FxcRow.Read(
                """
                Some.compute Fill cs_5_0 3
                Some.compute(1,9-14): warning X3568: 'kernel' : unknown pragma ignored
                cs_5_0
                dcl_temps 6
                dcl_indexableTemp x0[8], 4
                dcl_indexableTemp x1[2], 4
                  ld_structured_indexable(structured_buffer, stride=4)(mixed,mixed,mixed,mixed) r0.z, r0.z, l(0), t0.xxxx
                // Approximately 198 instruction slots used
                """);

            Assert.That(row, Is.EqualTo(new FxcRow("Some.compute", "Fill", "cs_5_0", "3", 198, 6, 2)));
        }

        [TestCase("Some.compute(9,3-4): error X3523: DX9-style intrinsics are disabled", "X3523")]
        [TestCase("Some.compute(9,3-4): warning X3571: pow(f, e) will not work\n// Approximately 1 instruction slot used", "X3571")]
        [TestCase("", "Fill")]
        public void Row_OfWhatIsNotTakenSilently_IsRefused(string output, string word) =>
            Assert.That(
                () => FxcRow.Read("Some.compute Fill cs_5_0 3\n" + output),
                Throws.InstanceOf<IOException>().With.Message.Contains(word));

        [Test]
        public void Shader_IsReadOutOfShaderLab()
        {
            var unit = ShaderUnit.Make(
                "Some.shader",
                """
                Shader "Some"
                {
                    HLSLPROGRAM
                    #pragma vertex Place
                    #pragma fragment Colour
                    #include "UnityCG.cginc"
                    float4 Colour() { return 0; }
                    ENDHLSL
                }
                """,
                "float3 Light;");

            Assert.That(unit.Entries, Is.EqualTo(new[] { ("Place", "vs_4_0"), ("Colour", "ps_4_0") }));
            Assert.That(unit.Text, Does.Contain("float3 Light;").And.Contain("return 0;"));
            Assert.That(unit.Text, Does.Not.Contain("Shader").And.Not.Contain("cginc"));
        }
    }
}
