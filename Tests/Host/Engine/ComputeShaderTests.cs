using System;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    public class ComputeShaderTests : EngineFixture
    {
        private const string Text = """
            // Kernels of every kind of resource that this engine takes.
            #pragma kernel Fill
            #pragma kernel Gather
            #pragma kernel Macro FACTOR=3 TWICE
            Texture2D<float4> Source;
            StructuredBuffer<int> Starts;
            ByteAddressBuffer Raw;
            RWStructuredBuffer<float> Result;
            RWStructuredBuffer<uint> Counts;
            int Width;
            uint2 Offset;
            float Scale;
            float4 Weights;

            [numthreads(4, 2, 1)]
            void Fill(uint3 id : SV_DispatchThreadID)
            {
                if ((int)id.x < Width)
                    Result[id.y * Width + id.x] = Scale * (id.y * 100 + id.x);
            }

            [numthreads(1, 1, 1)]
            void Gather(uint3 id : SV_DispatchThreadID)
            {
                float4 texel = Source.Load(int3(Offset + id.xy, 0));
                Result[id.x] = dot(texel, Weights) + Starts[id.x];
                Counts[id.x] = Raw.Load(4 * id.x);
            }

            #ifndef FACTOR
            #define FACTOR 1
            #endif
            [numthreads(1, 1, 1)]
            void Macro(uint3 id : SV_DispatchThreadID)
            {
                Result[id.x] = FACTOR;
            #ifdef TWICE
                Result[id.x] *= 2;
            #endif
            }
            """;

        [SetUp]
        public void DemandTools() => ComputeSource.DemandTools();

        [Test]
        public void Kernels_AreFoundByName_WithTheirGroupSizes()
        {
            using ComputeSource source = new(Text);
            var shader = source.Shader;

            shader.GetKernelThreadGroupSizes(shader.FindKernel("Fill"), out var x, out var y, out var z);

            Assert.That((x, y, z), Is.EqualTo((4u, 2u, 1u)));
            Assert.That(shader.FindKernel("Macro"), Is.EqualTo(2));
            Assert.That(shader.HasKernel("Gather") && !shader.HasKernel("Missing"), Is.True);
            Assert.That(shader.IsSupported(0), Is.True);
            Assert.That(() => shader.FindKernel("Missing"), Throws.ArgumentException.With.Message.Contains("Fill, Gather, Macro"));
        }

        [Test]
        public void Dispatch_RunsEveryThread_WithTheScalarsThatWereSet()
        {
            using ComputeSource source = new(Text);
            using ComputeBuffer result = new(6, sizeof(float));
            source.Shader.SetBuffer(0, "Result", result);
            source.Shader.SetInt("Width", 3);
            source.Shader.SetFloat("Scale", 0.5f);

            source.Shader.Dispatch(0, 1, 1, 1);

            Assert.That(Floats(result), Is.EqualTo((float[])[0, 0.5f, 1, 50, 50.5f, 51]));
        }

        [Test]
        public void Dispatch_ReadsTexelsBuffersAndVectors()
        {
            using ComputeSource source = new(Text);
            using Holder<Texture2D> corners = new(FourCorners());
            using ComputeBuffer result = new(2, sizeof(float));
            using ComputeBuffer counts = new(2, sizeof(uint));
            using ComputeBuffer starts = new(2, sizeof(int));
            using ComputeBuffer raw = new(2, 4, ComputeBufferType.Raw);
            starts.SetData((int[])[10, 20]);
            raw.SetData((uint[])[7, 0xFFFFFFFF]);
            var shader = source.Shader;
            var kernel = shader.FindKernel("Gather");
            shader.SetTexture(kernel, "Source", corners.Value);
            shader.SetBuffer(kernel, "Result", result);
            shader.SetBuffer(kernel, "Counts", counts);
            shader.SetBuffer(kernel, "Starts", starts);
            shader.SetBuffer(kernel, "Raw", raw);
            shader.SetInts("Offset", 0, 1);
            shader.SetVector("Weights", new Vector4(1, 2, 4, 8));

            shader.Dispatch(kernel, 2, 1, 1);

            // The upper row is blue and white; row 0 of a texture is its lowest.
            Assert.That(Floats(result), Is.EqualTo((float[])[22, 35]));
            var read = new uint[2];
            counts.GetData(read);
            Assert.That(read, Is.EqualTo((uint[])[7, 0xFFFFFFFF]));
        }

        [Test]
        public void Texels_OfAnSrgbPicture_AreLinearLight()
        {
            using ComputeSource source = new(Text);
            using Holder<Texture2D> grey = new(new Texture2D(1, 1, TextureFormat.RGBA32, false));
            grey.Value.SetPixels32([new Color32(128, 0, 0, 255)]);
            grey.Value.Apply();
            using ComputeBuffer words = new(1, sizeof(float));
            using CommandBuffer commands = new() { name = "test" };
            var kernel = source.Shader.FindKernel("Gather");
            foreach (var name in (string[])["Result", "Counts", "Starts", "Raw"])
            {
                source.Shader.SetBuffer(kernel, name, words);
            }

            source.Shader.SetInts("Offset", 0, 0);
            source.Shader.SetVector("Weights", new Vector4(1, 0, 0, 0));
            commands.SetComputeTextureParam(source.Shader, kernel, Shader.PropertyToID("Source"), grey.Value);
            using ComputeBuffer result = new(1, sizeof(float));
            commands.SetComputeBufferParam(source.Shader, kernel, Shader.PropertyToID("Result"), result);
            commands.DispatchCompute(source.Shader, kernel, 1, 1, 1);

            Graphics.ExecuteCommandBuffer(commands);

            Assert.That(Floats(result)[0], Is.EqualTo(Mathf.GammaToLinearSpace(128 / 255f)).Within(1e-3), "as exactly as drivers decode");
        }

        [Test]
        public void MacrosOfAKernel_AreItsOwn()
        {
            using ComputeSource source = new(Text);
            using ComputeBuffer result = new(1, sizeof(float));
            var kernel = source.Shader.FindKernel("Macro");
            source.Shader.SetBuffer(kernel, "Result", result);

            source.Shader.Dispatch(kernel, 1, 1, 1);

            Assert.That(Floats(result)[0], Is.EqualTo(6));
        }

        [Test]
        public void RecordedValues_AreThoseAtTheTimeOfRecording()
        {
            using ComputeSource source = new(Text);
            using ComputeBuffer first = new(3, sizeof(float));
            using ComputeBuffer second = new(3, sizeof(float));
            using CommandBuffer commands = new();
            var width = Shader.PropertyToID("Width");
            var scale = Shader.PropertyToID("Scale");
            var result = Shader.PropertyToID("Result");
            commands.SetComputeIntParam(source.Shader, width, 3);
            commands.SetComputeFloatParam(source.Shader, scale, 1);
            commands.SetComputeBufferParam(source.Shader, 0, result, first);
            commands.DispatchCompute(source.Shader, 0, 1, 1, 1);
            commands.SetComputeFloatParam(source.Shader, scale, -1);
            commands.SetComputeBufferParam(source.Shader, 0, result, second);
            commands.DispatchCompute(source.Shader, 0, 1, 1, 1);

            Graphics.ExecuteCommandBuffer(commands);

            Assert.That(Floats(first), Is.EqualTo((float[])[0, 1, 2]));
            Assert.That(Floats(second), Is.EqualTo((float[])[0, -1, -2]));
        }

        [Test]
        public void WhatIsNotSet_OrReleased_IsLoggedByName()
        {
            using ComputeSource source = new(Text);
            using ComputeBuffer released = new(1, sizeof(float));
            source.Shader.Dispatch(0, 1, 1, 1);
            Assert.That(TakeFailures(), Is.EqualTo((string[])["Compute shader (Test): Property (Result) at kernel index (0) is not set."]));

            released.name = "gone";
            source.Shader.SetBuffer(0, "Result", released);
            released.Release();
            source.Shader.Dispatch(0, 1, 1, 1);
            source.Shader.Dispatch(0, 0, 1, 1);

            var failures = TakeFailures();
            Assert.That(failures[0], Does.Contain("'gone' of 1 x 4 bytes has been released"));
            Assert.That(failures[1], Does.Contain("0 x 1 x 1 groups"));
        }

        [Test]
        public void TheScreen_CantBeReadByAKernel()
        {
            using ComputeSource source = new(Text);
            using CommandBuffer commands = new() { name = "test" };
            AddCamera(Vector3.zero).AddCommandBuffer(CameraEvent.AfterEverything, commands);
            commands.SetComputeTextureParam(source.Shader, 1, "Source", BuiltinRenderTextureType.CameraTarget);

            Engine.Step();

            Assert.That(TakeFailures(), Has.One.Contains("Blit it to a RenderTexture first"));
        }

        [Test]
        public void AMistakeInTheText_IsToldWithFileAndLine()
        {
            using ComputeSource source = new("#pragma kernel Main\n[numthreads(1,1,1)]\nvoid Main()\n{\n    nothing();\n}\n");

            Assert.That(source.Shader.IsSupported(0), Is.False);

            var failure = TakeFailures()[0];
            Assert.That(failure, Does.StartWith("Compute shader Test.compute: kernel Main doesn't compile."));
            Assert.That(failure, Does.Contain("Test.compute:5").And.Contain("nothing"));
        }

        [TestCase("float4x4 Matrix;", "Result[0] = Matrix[1][2];", "Matrix")]
        [TestCase("float Array[3];", "Result[0] = Array[id.x];", "Array")]
        [TestCase("RWTexture2D<float4> Image;", "Image[id.xy] = 1;", "Image")]
        public void KindsOfParameters_ThatThisEngineCantSet_AreNamed(string declaration, string statement, string name)
        {
            using ComputeSource source = new($$"""
                #pragma kernel Main
                RWStructuredBuffer<float> Result;
                {{declaration}}
                [numthreads(1, 1, 1)]
                void Main(uint3 id : SV_DispatchThreadID)
                {
                    {{statement}}
                }
                """);

            Assert.That(source.Shader.IsSupported(0), Is.False);

            Assert.That(TakeFailures(), Has.One.Contains(name));
        }

        [Test]
        public void WithoutTheTools_NothingIsSupported_AndTheErrorNamesThePackages()
        {
            using ComputeSource source = new(Text + "\n// Not translated before.\n");
            ComputeTools.SearchPath = AppContext.BaseDirectory;
            try
            {
                Assert.That(source.Shader.IsSupported(0), Is.False);
                source.Shader.Dispatch(0, 1, 1, 1);
            }
            finally
            {
                ComputeTools.SearchPath = null;
            }

            Assert.That(TakeFailures(), Has.One.Contains("glslang-tools").And.One.Contains("spirv-cross"));
        }

        [Test]
        public void AShader_OutlivesTheEngine_AndRunsInTheNext()
        {
            using ComputeSource source = new(Text);
            Assert.That(source.Shader.IsSupported(2), Is.True);
            StopEngine();
            StartEngine();
            using ComputeBuffer result = new(1, sizeof(float));
            source.Shader.SetBuffer(2, "Result", result);

            source.Shader.Dispatch(2, 1, 1, 1);

            Assert.That(Floats(result)[0], Is.EqualTo(6));
        }

        private static float[] Floats(ComputeBuffer buffer)
        {
            var values = new float[buffer.count];
            buffer.GetData(values);
            return values;
        }
    }
}
