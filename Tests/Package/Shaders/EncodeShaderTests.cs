using System.IO;
using NUnit.Framework;
using Saccade.Tools.Shaders;

namespace Saccade.Package.Tests.Shaders
{
    /// <summary>
    /// OpenGL's encode is the engine's: made from its compute shader, by a translator that copies nothing it doesn't know.
    /// </summary>
    internal sealed class EncodeShaderTests
    {
        private const string Kernel = "#pragma kernel Fill\n[numthreads(8, 1, 1)]\nvoid Fill(uint3 id : SV_DispatchThreadID)\n";

        [Test]
        public void TheFile_IsWhatTheComputeShaderMakes()
        {
            var made = EncodeShaderFile.Make(Repository.Read(EncodeShaderFile.Source));
            var there = Repository.Read(EncodeShaderFile.Target).ReplaceLineEndings("\n");

            Assert.That(made, Is.EqualTo(there), "Encode.compute or the translator has changed: run ./saccade shaders");
        }

        [Test]
        public void Kernel_ReadsAndWritesInGlslsWords()
        {
            var file = EncodeShaderFile.Make(
                """
                // A "remark".
                #pragma kernel Fill
                #define GROUP_X 8
                StructuredBuffer<int> Bits;
                Texture2D<float4> Light;
                RWStructuredBuffer<uint> Out;
                int2 Size;  // of it
                static const int LEAST = 1 << 2;
                #ifdef SACCADE_OPENGL
                RWTexture2D<uint> Levels;
                #else
                %
                #endif

                [numthreads(GROUP_X, 1, 1)]
                void Fill(uint3 id : SV_GroupThreadID)
                {
                    int2 at = int2(id.xy);
                    [unroll]
                    for (int i = 0; i < Bits[Bits[0] + 1]; i++)
                        Out[i] = Levels[at] + asint(saturate(Light.Load(int3(at, 0)).r));
                    Levels[at + 1] = uint(LEAST);
                }
                """);

            Assert.That(file, Does.Contain(
                """
                #version 450 core

                #define GROUP_X 8

                layout(binding = 1) uniform isamplerBuffer Bits;
                layout(binding = 0) uniform sampler2D Light;
                layout(std430, binding = 0) writeonly buffer OutBlock { uint Out[]; };
                layout(location = 0) uniform ivec2 Size;
                const int LEAST = 1 << 2;
                layout(binding = 0, r32ui) uniform uimage2D Levels;

                void Fill(uvec3 id)
                {
                    ivec2 at = ivec2(id.xy);
                    for (int i = 0; i < texelFetch(Bits, texelFetch(Bits, 0).r + 1).r; i++)
                        Out[i] = imageLoad(Levels, at).r + floatBitsToInt(clamp(texelFetch(Light, at, 0).r, 0.0, 1.0));
                    imageStore(Levels, at + 1, uvec4(uint(LEAST)));
                }

                layout(local_size_x = GROUP_X, local_size_y = 1) in;

                void main()
                {
                #if KERNEL == 0
                    Fill(gl_LocalInvocationID);
                #endif
                }
                """));
            Assert.That(file, Does.Contain("LightUnit = 0;").And.Contain("BitsUnit = 1;").And.Contain("OutBuffer = 0;"));
            Assert.That(file, Does.Contain("LevelsImage = 0;").And.Contain("SizeUniform = 0;").And.Contain("GroupX = 8;"));
        }

        [TestCase("int2 Size;\nfloat4x4 Turn;", 2, "float4x4")]
        [TestCase("cbuffer Numbers { int A; };", 1, "cbuffer")]
        [TestCase("#include \"UnityCG.cginc\"", 1, "UnityCG")]
        [TestCase("#ifdef SHADER_API_D3D11\n#endif", 1, "SHADER_API_D3D11")]
        [TestCase("#ifdef SACCADE_OPENGL", 1, "#endif")]
        [TestCase("#define ADD(a, b) a + b", 1, "ADD")]
        [TestCase("Texture2D<float> Depth;", 1, "float")]
        [TestCase("StructuredBuffer<float> Depth;", 1, "float")]
        [TestCase("RWTexture3D<uint> Cloud;", 1, "RWTexture3D")]
        [TestCase("int buffer;", 1, "buffer")]
        [TestCase("int A;\nint A;", 2, "two A")]
        [TestCase("/* old */", 1, "type /")]
        [TestCase("int A()\n{\n    return lerp(1, 2, 3);\n}", 3, "lerp")]
        [TestCase("int A(int2 b)\n{\n    return b.length;\n}", 3, "length")]
        [TestCase("int A()\n{\n    return 1.5h;\n}", 3, "1.5h")]
        [TestCase("int A()\n{\n    [branch]\n    if (1) return 2;\n}", 3, "branch")]
        [TestCase("int A()\n{\n    while (1) return 2;\n}", 3, "while")]
        [TestCase("int A()\n{\n    return 1;", 3, "ends")]
        [TestCase("StructuredBuffer<int> In;\nvoid A()\n{\n    In[0] = 1;\n}", 4, "In is written")]
        [TestCase("RWStructuredBuffer<int> Out;\nint A()\n{\n    return Out[0];\n}", 4, "Out is read")]
        [TestCase("Texture2D<float4> Light;\nvoid A()\n{\n    Light.Sample(1, 2);\n}", 4, "Sample")]
        [TestCase("[numthreads(1, 1, 1)]\nvoid Other()\n{\n}", 1, "Other")]
        [TestCase("[numthreads(1, 1, 2)]\nvoid Fill()\n{\n}", 1, "2")]
        [TestCase("#pragma kernel None", 1, "None")]
        [TestCase("#pragma kernel A\n[numthreads(1, 1, 1)]\nvoid A(uint i : SV_GroupIndex)\n{\n}", 3, "SV_GroupIndex")]
        [TestCase(Kernel + "{\n}\n#pragma kernel B\n[numthreads(4, 1, 1)]\nvoid B()\n{\n}", 7, "sizes")]
        public void WhatIsNotKnown_IsNamedWithItsLine(string hlsl, int line, string word)
        {
            var failure = Assert.Throws<ShaderException>(() => EncodeShaderFile.Make(hlsl))!;

            Assert.That(failure.Line, Is.EqualTo(line), failure.Message);
            Assert.That(failure.Message, Does.StartWith($"line {line}: ").And.Contain(word));
        }

        [Test]
        public void Write_ReplacesTheFile()
        {
            using TemporaryFolder folder = new();
            folder.Write(EncodeShaderFile.Source, Kernel + "{\n}\n");
            var target = folder.Write(EncodeShaderFile.Target, "old");

            EncodeShaderFile.Write(folder.Path);

            Assert.That(
                File.ReadAllText(target), Does.StartWith("// Made by `./saccade shaders`").And.Contain("Fill(gl_GlobalInvocationID);"));
        }
    }
}
