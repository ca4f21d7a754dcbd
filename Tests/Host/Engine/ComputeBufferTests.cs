using System;
using System.Collections.Generic;
using NUnit.Framework;
using Unity.Collections;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    public class ComputeBufferTests : EngineFixture
    {
        [Test]
        public void SetData_TakesArraysListsAndNativeArrays_WithRanges()
        {
            using ComputeBuffer buffer = new(6, sizeof(float));
            using NativeArray<float> native = new((float[])[7, 8, 9], Allocator.Persistent);
            buffer.SetData((float[])[1, 2, 3, 4, 5, 6]);
            buffer.SetData(new List<float> { 20, 30 }, 0, 1, 2);
            buffer.SetData(native, 2, 5, 1);
            var read = new float[8];

            buffer.GetData(read, 2, 0, 6);

            Assert.That(read, Is.EqualTo((float[])[0, 0, 1, 20, 30, 4, 5, 9]));
        }

        [Test]
        public void SetData_OfStructs_LiesInTheirOrder()
        {
            using ComputeBuffer buffer = new(2, 16);
            buffer.SetData((Vector4[])[new Vector4(1, 2, 3, 4), new Vector4(5, 6, 7, 8)]);
            var read = new float[8];

            buffer.GetData(read);

            Assert.That(read, Is.EqualTo((float[])[1, 2, 3, 4, 5, 6, 7, 8]));
        }

        [TestCase(0, 4, ComputeBufferType.Default)]
        [TestCase(1, 0, ComputeBufferType.Default)]
        [TestCase(1, 6, ComputeBufferType.Structured)]
        [TestCase(1, 2052, ComputeBufferType.Structured)]
        [TestCase(1, 8, ComputeBufferType.Raw)]
        public void SizesThatUnityRefuses_AreRefused(int count, int stride, ComputeBufferType type) =>
            Assert.That(() => new ComputeBuffer(count, stride, type), Throws.ArgumentException);

        [Test]
        public void AReleasedBuffer_IsInvalid_AndSaysSo()
        {
            ComputeBuffer buffer = new(2, 4) { name = "weights" };
            Assert.That(buffer.IsValid(), Is.True);

            buffer.Release();
            buffer.Release();

            Assert.That(buffer.IsValid(), Is.False);
            Assert.That(() => buffer.SetData(new int[2]), Throws.TypeOf<UnityException>().With.Message.Contains("weights"));
        }

        [Test]
        public void RangesBeyondTheEnd_AreRefused()
        {
            using ComputeBuffer buffer = new(2, 4);

            Assert.That(() => buffer.SetData(new int[3]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => buffer.GetData(new int[2], 1, 0, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
        }

        [Test]
        public void ABufferThatNobodyReleased_IsReportedAtTheEnd()
        {
            List<string> warnings = [];
            new ComputeBuffer(2, 4) { name = "forgotten" }.SetData(new int[2]);
            Application.logMessageReceived += Listen;

            Engine.Dispose();

            Application.logMessageReceived -= Listen;
            Assert.That(warnings, Has.One.Contains("'forgotten' of 2 x 4 bytes was never released"));

            void Listen(string text, string stackTrace, LogType type) => warnings.Add(text);
        }

        [Test]
        public void Request_DeliversTheBytes_AtTheBeginningOfALaterFrame()
        {
            using var buffer = Filled();
            float[]? read = null;

            var request = AsyncGPUReadback.Request(buffer, r => read = r.GetData<float>().ToArray());
            Assert.That(read, Is.Null);
            StepUntil(() => read is not null);

            Assert.That(read, Is.EqualTo((float[])[1, 2, 3]));
            Assert.That(request.done && !request.hasError, Is.True);
            Assert.That((request.width, request.layerDataSize), Is.EqualTo((12, 12)));
            Engine.Step();
            Assert.That(request.done && request.hasError, Is.True, "its time is over");
        }

        [Test]
        public void ARecordedRequest_BeginsWhenItIsRun()
        {
            using var buffer = Filled();
            using CommandBuffer commands = new();
            float first = 0;
            commands.RequestAsyncReadback(buffer, r => first = r.GetData<float>()[0]);
            buffer.SetData((float[])[5, 6, 7]);
            Engine.Step();
            Assert.That(first, Is.Zero);

            Graphics.ExecuteCommandBuffer(commands);
            buffer.SetData((float[])[9, 9, 9]);
            StepUntil(() => first != 0);

            Assert.That(first, Is.EqualTo(5));
        }

        [Test]
        public void RequestIntoNativeArray_FillsIt_AndLocksItUntilThen()
        {
            using var buffer = Filled();
            NativeArray<float> output = new(3, Allocator.Persistent);
            var done = false;

            AsyncGPUReadback.RequestIntoNativeArray(ref output, buffer, _ => done = true);
            Assert.That(() => output.Dispose(), Throws.InvalidOperationException);
            Assert.That(() => output[0], Throws.InvalidOperationException);
            StepUntil(() => done);

            Assert.That(output.ToArray(), Is.EqualTo((float[])[1, 2, 3]));
            output.Dispose();
            Assert.That(output.IsCreated, Is.False);
        }

        [Test]
        public void ARecordedRequestIntoNativeArray_TakesPicturesToo()
        {
            using Holder<Texture2D> corners = new(FourCorners());
            using CommandBuffer commands = new();
            NativeArray<byte> output = new(12, Allocator.Persistent);
            var done = false;
            commands.RequestAsyncReadbackIntoNativeArray(ref output, corners.Value, 0, TextureFormat.RGB24, _ => done = true);

            Graphics.ExecuteCommandBuffer(commands);
            StepUntil(() => done);

            Assert.That(output.ToArray(), Is.EqualTo((byte[])[255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]));
            output.Dispose();
        }

        [Test]
        public void ARequestForAnArray_ThatIsTooSmallOrGone_FailsAlone()
        {
            using var buffer = Filled();
            using CommandBuffer commands = new() { name = "test" };
            NativeArray<float> small = new(2, Allocator.Persistent);
            NativeArray<float> gone = new(3, Allocator.Persistent);
            var answers = 0;
            commands.RequestAsyncReadbackIntoNativeArray(ref small, buffer, _ => answers++);
            commands.RequestAsyncReadbackIntoNativeArray(ref gone, buffer, _ => answers++);
            commands.RequestAsyncReadback(buffer, _ => answers++);
            gone.Dispose();

            Graphics.ExecuteCommandBuffer(commands);
            StepUntil(() => answers > 0);

            Assert.That(answers, Is.EqualTo(1));
            var failures = TakeFailures();
            Assert.That(failures[0], Does.StartWith("CommandBuffer 'test', ReadBuffer: ").And.Contain("8 bytes given for 12"));
            Assert.That(failures[1], Does.Contain("given back"));
            small.Dispose();
        }

        [Test]
        public void EndOfTheEngine_AnswersWithAnError_AndUnlocksTheArray()
        {
            var buffer = Filled();
            NativeArray<float> output = new(3, Allocator.Persistent);
            bool? failed = null;
            AsyncGPUReadback.RequestIntoNativeArray(ref output, buffer, r => failed = r.hasError);

            Engine.Dispose();
            buffer.Release();

            Assert.That(failed, Is.True);
            Assert.That(() => output.Dispose(), Throws.Nothing);
        }

        [Test]
        public void TheDataOfARequest_IsNotTheCallersToDispose_AndGoesWithTheNextFrame()
        {
            using var buffer = Filled();
            var request = AsyncGPUReadback.Request(buffer);
            request.WaitForCompletion();
            var data = request.GetData<float>();
            Assert.That(() => data.Dispose(), Throws.InvalidOperationException);
            StepUntil(() => request.hasError);

            Assert.That(() => data[0], Throws.TypeOf<ObjectDisposedException>());
        }

        private static ComputeBuffer Filled()
        {
            ComputeBuffer buffer = new(3, sizeof(float));
            buffer.SetData((float[])[1, 2, 3]);
            return buffer;
        }

        private void StepUntil(Func<bool> isDone)
        {
            for (var i = 0; i < 10_000 && !isDone(); i++)
            {
                Engine.Step();
            }
        }
    }
}
