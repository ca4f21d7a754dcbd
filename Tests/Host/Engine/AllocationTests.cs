using System;
using NUnit.Framework;
using Unity.Collections;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>What the engine itself allocates a frame, so that what a script allocates can be told from it.</summary>
    public class AllocationTests : EngineFixture
    {
        [Test]
        public void Steps_OfASteadyScene_AllocateNothing()
        {
            var camera = AddCamera(new Vector3(0, 0, -6));
            camera.gameObject.AddComponent<Labeller>();
            using Holder<RenderTexture> texture = new(new RenderTexture(32, 32, 24));
            AddCamera(new Vector3(1, 0, -6)).targetTexture = texture.Value;
            new GameObject("Sun").AddComponent<Light>().type = LightType.Directional;
            using Holder<Material> lit = new(new Material(Shader.Find("Standard")) { mainTexture = texture.Value });
            for (var i = 0; i < 12; i++)
            {
                var shape = AddShape((PrimitiveType)(i % 4), Color.green);
                shape.transform.position = new Vector3(i - 6, 0, i);
                if (i % 2 == 0)
                {
                    shape.GetComponent<Renderer>().sharedMaterial = lit.Value;
                }
            }

            for (var i = 0; i < 20; i++)
            {
                Engine.Step();
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++)
            {
                Engine.Step();
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        [Test]
        public void Steps_WithARefilledCommandBuffer_AllocateNothing()
        {
            ComputeSource.DemandTools();
            using ComputeSource source = new("""
                #pragma kernel Copy
                Texture2D<float4> Source;
                RWStructuredBuffer<float> Result;
                int2 Offset;
                float Scale;
                [numthreads(4, 1, 1)]
                void Copy(uint3 id : SV_DispatchThreadID)
                {
                    Result[id.x] = Source.Load(int3(Offset.x + id.x, Offset.y, 0)).g * Scale;
                }
                """);
            using ComputeBuffer result = new(4, sizeof(float));
            using Holder<RenderTexture> copy = new(new RenderTexture(ScreenWidth, ScreenHeight, 0));
            using CommandBuffer commands = new() { name = "steady" };
            NativeArray<float> output = new(4, Allocator.Persistent);
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.green;
            camera.AddCommandBuffer(CameraEvent.AfterEverything, commands);
            Filler filler = new(commands, source.Shader, result, copy.Value) { Output = output };
            for (var i = 0; i < 30; i++)
            {
                filler.Fill();
                Engine.Step();
            }

            var answersBefore = filler.Answers;
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++)
            {
                filler.Fill();
                Engine.Step();
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
            Assert.That(filler.Answers - answersBefore, Is.GreaterThan(100));
            Assert.That(filler.Last, Is.EqualTo(2));
            AsyncGPUReadback.WaitAllRequests();
            Assert.That(output[3], Is.EqualTo(2));
            output.Dispose();
        }

        // Fills the buffer as a component does: again each frame, and only as often as an answer came.
        private sealed class Filler
        {
            private readonly CommandBuffer _commands;
            private readonly ComputeShader _shader;
            private readonly ComputeBuffer _result;
            private readonly RenderTexture _copy;
            private readonly int[] _offset = [3, 2];
            private readonly int _source = Shader.PropertyToID("Source");
            private readonly int _resultId = Shader.PropertyToID("Result");
            private readonly int _offsetId = Shader.PropertyToID("Offset");
            private readonly int _scaleId = Shader.PropertyToID("Scale");
            private readonly Action<AsyncGPUReadbackRequest> _answered;
            private readonly Action<AsyncGPUReadbackRequest> _arrived;
            private NativeArray<float> _output;
            private bool _isWaiting;

            internal Filler(CommandBuffer commands, ComputeShader shader, ComputeBuffer result, RenderTexture copy)
            {
                _commands = commands;
                _shader = shader;
                _result = result;
                _copy = copy;
                _answered = request =>
                {
                    Answers++;
                    // The last ones end with the engine.
                    Last = request.hasError ? Last : request.GetData<float>()[1];
                };
                _arrived = _ => _isWaiting = false;
            }

            internal NativeArray<float> Output
            {
                init => _output = value;
            }

            internal int Answers { get; private set; }

            internal float Last { get; private set; }

            internal void Fill()
            {
                _commands.Clear();
                _commands.Blit(BuiltinRenderTextureType.CurrentActive, _copy, new Vector2(1, -1), new Vector2(0, 1));
                _commands.SetComputeTextureParam(_shader, 0, _source, _copy);
                _commands.SetComputeBufferParam(_shader, 0, _resultId, _result);
                _commands.SetComputeIntParams(_shader, _offsetId, _offset);
                _commands.SetComputeFloatParam(_shader, _scaleId, 2);
                _commands.DispatchCompute(_shader, 0, 1, 1, 1);
                _commands.RequestAsyncReadback(_result, _answered);
                if (!_isWaiting)
                {
                    _isWaiting = true;
                    _commands.RequestAsyncReadbackIntoNativeArray(ref _output, _result, _arrived);
                }
            }
        }

        private sealed class Labeller : MonoBehaviour
        {
            private readonly GUIStyle _style = new GUIStyle();
            private readonly GUIContent _content = new GUIContent("<b>steady</b>");

            private int _updates;

            private void Awake()
            {
                _style.fontSize = 20;
                _style.fontStyle = FontStyle.Bold;
            }

            private void Update() => _updates++;

            private void OnPostRender() => Graphics.DrawTexture(new Rect(_updates % 9, 0, 5, 5), Texture2D.whiteTexture);

            private void OnGUI()
            {
                GUI.Label(new Rect(10, 10, 200, 30), _content, _style);
                GUI.Box(new Rect(10, 50, 60, 30), "box");
                GUI.DrawTexture(new Rect(_updates % 50, 80, 10, 10), Texture2D.whiteTexture);
            }
        }
    }
}
