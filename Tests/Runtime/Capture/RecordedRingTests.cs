using System;
using System.Collections.Generic;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Capture.Encoding;
using Saccade.Host;
using Saccade.ModelInput;
using Saccade.NewestWins;
using Saccade.Preprocessing;
using UnityEngine;
using UnityEngine.Rendering;
using Encoding = Saccade.OpenGL.Tests.Encoding;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Capture
{
    /// <summary>Frames of recorded captures on their way: full rings, targets that go, encoders that go, engines that end.</summary>
    [NonParallelizable]
    internal sealed class RecordedRingTests
    {
        private const int Side = 20;

        private static readonly string[] Names = ["compute shader", "readback"];
        private static readonly string[] AllNames = ["OpenGL", .. Names];
        private static readonly HostOptions Options = new() { Width = 8, Height = 8, AntiAliasing = 1 };
        private static readonly PreprocessingRule Rule = PreprocessingRule.Stretch(8, 8);
        private static readonly byte[] Rgb = Encoding.Noise(Side, Side);

        private readonly List<string> _errors = [];
        private HostEngine _engine = null!;
        private CommandBuffer _commands = null!;

        [SetUp]
        public void StartEngine()
        {
            _errors.Clear();
            _engine = HostEngine.Start(Options);
            _commands = new CommandBuffer();
            Application.logMessageReceived += NoteError;
        }

        [TearDown]
        public void EndEngine()
        {
            Application.logMessageReceived -= NoteError;
            _commands.Dispose();
            _engine.Dispose();
            Assert.That(_errors, Is.Empty);
        }

        [TestCaseSource(nameof(Names))]
        public void FullRing_RefusesUntilAFrameIsFetched_AndTheNewestComes(string name)
        {
            using var encoder = Create(name, 2);
            var other = Recording.CreateTarget(Encoding.Noise(9, 9), 9, 9, RenderTextureReadWrite.sRGB);
            var target = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);
            var values = new float[encoder.Length];

            Assert.That(Send(encoder, other, 1), Is.True);
            Assert.That(Send(encoder, target, 2), Is.True);
            Assert.That(Send(encoder, other, 3), Is.False);
            Assert.That(encoder.InFlight, Is.EqualTo(2));
            Assert.That(encoder.TryFetch(values, out _, out _), Is.False);
            Recording.AwaitAll(encoder);

            Assert.That(encoder.TryFetch(values, out var stamp, out var skipped), Is.True);
            Assert.That((stamp.Frame, skipped, encoder.InFlight, encoder.Lost), Is.EqualTo((2, 1, 0, 0)));
            Assert.That(values, Is.EqualTo(Encoding.Expected(Rule, Rgb, Side, Side)));
            Assert.That(encoder.TryFetch(values, out _, out _), Is.False);
            Assert.That(Send(encoder, target, 4), Is.True);
            Assert.That(Recording.Fetch(encoder, values), Is.EqualTo(4));
            Assert.That(encoder.LastEncode.RenderThreadSeconds, Is.NaN);
        }

        [TestCaseSource(nameof(Names))]
        public void FrameByFrame_AnswersComeWithoutAnybodyWaiting(string name)
        {
            using var encoder = Create(name, 3);
            var target = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);
            var values = new float[encoder.Length];
            var fetched = 0;
            for (var frame = 0; frame < 100_000 && fetched < 5; frame++)
            {
                _engine.Step();
                if (encoder.TryFetch(values, out _, out _))
                {
                    fetched++;
                }

                Send(encoder, target, frame);
            }

            Assert.That(fetched, Is.EqualTo(5));
            Assert.That(values, Is.EqualTo(Encoding.Expected(Rule, Rgb, Side, Side)));
        }

        [TestCaseSource(nameof(Names))]
        public void TargetDestroyedOrResized_AfterItsCommandsRan_HarmsNothing(string name)
        {
            using var encoder = Create(name, 2);
            var destroyed = Recording.CreateTarget(Encoding.Noise(9, 9), 9, 9, RenderTextureReadWrite.sRGB);
            var resized = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);
            Assert.That(Send(encoder, destroyed, 1), Is.True);
            Assert.That(Send(encoder, resized, 2), Is.True);

            Object.DestroyImmediate(destroyed);
            resized.Release();
            (resized.width, resized.height) = (3, 3);
            Recording.AwaitAll(encoder);
            var values = new float[encoder.Length];

            Assert.That(Recording.Fetch(encoder, values), Is.EqualTo(2));
            Assert.That(values, Is.EqualTo(Encoding.Expected(Rule, Rgb, Side, Side)));
        }

        [Test]
        public void RectangleOutsideTheTarget_IsLost(
            [ValueSource(nameof(Names))] string name,
            [Values("0 0 21 20", "0 0 20 21", "-1 0 2 2", "0 -1 2 2", "19 0 2 1", "0 2147483647 2 2", "0 0 0 5")] string rectangle)
        {
            using var encoder = Create(name, 1);
            var target = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);
            var numbers = Array.ConvertAll(rectangle.Split(' '), int.Parse);

            var source = Recording.Source(_commands, target, new RectInt(numbers[0], numbers[1], numbers[2], numbers[3]));
            Assert.That(encoder.TryEncode(source, Encoding.Stamp(1)), Is.True);

            Assert.That((encoder.Lost, encoder.InFlight, encoder.Failure), Is.EqualTo((1, 0, (string?)null)));
        }

        [TestCaseSource(nameof(Names))]
        public void CommandsThatNeverRan_AreLost_WhenALaterFrameComes(string name)
        {
            using var encoder = Create(name, 2);
            var target = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);
            Assert.That(encoder.TryEncode(Recording.Source(_commands, target), Encoding.Stamp(1)), Is.True);
            _commands.Clear();

            Assert.That(Send(encoder, target, 2), Is.True);

            var values = new float[encoder.Length];
            Assert.That(Recording.Fetch(encoder, values), Is.EqualTo(2));
            Assert.That((encoder.Lost, encoder.InFlight), Is.EqualTo((1, 0)));
            Assert.That(Send(encoder, target, 3) && Send(encoder, target, 4), Is.True, "its place is free again");
        }

        [TestCaseSource(nameof(Names))]
        public void DisposedInFlight_FreesEverythingWhenTheAnswersHaveCome(string name)
        {
            var target = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);
            long before = 0;
            for (var round = 0; round < 4; round++)
            {
                var encoder = Create(name, 3);
                Send(encoder, target, 1);
                Send(encoder, target, 2);
                encoder.Dispose();
                encoder.Dispose();
                Assert.That(encoder.TryFetch(new float[encoder.Length], out _, out _), Is.False);
                Assert.That(Send(encoder, target, 3), Is.False);
                AsyncGPUReadback.WaitAllRequests();
                _engine.Step();
                if (round == 1)
                {
                    before = HostEngine.LiveGraphicsObjects;
                }
            }

            Assert.That(HostEngine.LiveGraphicsObjects, Is.EqualTo(before));
        }

        [Test]
        public void DisposedWhileTheWorkerIsAtAPicture_HarmsNothing()
        {
            var rgb = Encoding.Noise(200, 150);
            var target = Recording.CreateTarget(rgb, 200, 150, RenderTextureReadWrite.sRGB);
            for (var round = 0; round < 60; round++)
            {
                var encoder = Create("readback", 3);
                for (var frame = 0; frame < 3; frame++)
                {
                    Send(encoder, target, frame);
                }

                AsyncGPUReadback.WaitAllRequests();
                Thread.SpinWait(round * 1000);

                encoder.Dispose();

                Assert.That((encoder.InFlight, encoder.Failure), Is.EqualTo((0, (string?)null)));
            }
        }

        [Test]
        public void WhatTheWorkerThrows_IsAFailure()
        {
            EncodeShape shape = new(Rule, PixelLayout.Planes, 1, 1, 1);
            ReadbackSlot slot = new(shape.Length, () => { });
            string? failure = null;
            FrameRing<ReadbackSlot> ring = new(1);
            ring.Fill(() => slot);
            ReadbackWorker worker = new(shape, ring, message => Volatile.Write(ref failure, message));
            worker.Start();

            // Nobody prepared this slot for a picture.
            slot.Become(FrameState.Working);
            worker.Wake();

            Assert.That(SpinWait.SpinUntil(() => Volatile.Read(ref failure) != null, TimeSpan.FromMinutes(1)), Is.True);
            Assert.That(
                failure,
                Does.StartWith("a picture that was read back can't be worked on. ").And.Contain("The NativeArray was not created"));
            worker.End();
        }

        [TestCaseSource(nameof(Names))]
        public void EngineThatEnds_WithFramesInFlight_LeavesNothing_AndTheNextOneSaysSo(string name)
        {
            var target = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);
            var disposedBefore = Create(name, 1);
            var disposedBetween = Create(name, 1);
            var disposedAfter = Create(name, 2);
            foreach (var encoder in new[] { disposedBefore, disposedBetween, disposedAfter })
            {
                Send(encoder, target, 1);
            }

            Assert.That(disposedAfter.TryEncode(Recording.Source(_commands, target), Encoding.Stamp(1)), Is.True);
            disposedBefore.Dispose();

            _engine.Dispose();
            Assert.That(_errors, Is.All.Contains("was never released"), "the engine complains of what is disposed later");
            _errors.Clear();
            disposedBetween.Dispose();
            _engine = HostEngine.Start(Options);
            Application.logMessageReceived -= NoteError;
            Application.logMessageReceived += NoteError;
            target = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);

            Assert.That(Send(disposedAfter, target, 2), Is.False);
            Assert.That(disposedAfter.Failure, Does.Contain("the engine that this encoder was made on has ended. Disable and enable"));
            disposedAfter.Dispose();
            using var next = Create(name, 1);
            Assert.That(Recording.Encode(next, commands => Recording.Source(commands, target)), Has.Length.EqualTo(next.Length));
        }

        [TestCaseSource(nameof(Names))]
        public void ScriptThatDisposesAtTheEnd_WaitsForItsFrames(string name)
        {
            Recording.Require(Recording.Create(name));
            var target = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);
            var encoder = Create(name, 2);
            Send(encoder, target, 1);
            Application.quitting += () =>
            {
                Send(encoder, target, 2);
                encoder.Dispose();
            };

            _engine.Dispose();

            Assert.That(encoder.InFlight, Is.Zero);
            _engine = HostEngine.Start(Options);
        }

        [TestCaseSource(nameof(AllNames))]
        public void SteadyState_AllocatesNothing(string name)
        {
            using var encoder = Create(name, 3);
            var target = Recording.CreateTarget(Rgb, Side, Side, RenderTextureReadWrite.sRGB);
            var values = new float[encoder.Length];

            // Each place of the ring makes room for its picture when it is first used.
            for (var i = 0; i < encoder.Capacity; i++)
            {
                Send(encoder, target, i);
            }

            Run(40);
            var before = GC.GetAllocatedBytesForCurrentThread();

            var fetched = Run(200);

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
            Assert.That(fetched, Is.GreaterThan(20));

            int Run(int frames)
            {
                var arrived = 0;
                for (var i = 0; i < frames; i++)
                {
                    _engine.Step();
                    while (encoder is ReadbackFrameEncoder { IsIdle: false })
                    {
                        Thread.Yield();
                    }

                    if (encoder.TryFetch(values, out _, out _))
                    {
                        arrived++;
                    }

                    _commands.Clear();
                    if (encoder.TryEncode(Recording.Source(_commands, target), Encoding.Stamp(i)))
                    {
                        Graphics.ExecuteCommandBuffer(_commands);
                    }
                }

                return arrived;
            }
        }

        [Test]
        public void AlternatingSizes_EachEqualTheTransform([ValueSource(nameof(Names))] string name)
        {
            using var encoder = Create(name, 2);
            (int Width, int Height)[] sizes = [(40, 30), (30, 40), (64, 8), (9, 9), (50, 50), (11, 70)];
            for (var round = 0; round < 18; round++)
            {
                var (width, height) = sizes[round % 6];
                var rgb = Encoding.Noise(width, height);
                var target = Recording.CreateTarget(rgb, width, height, RenderTextureReadWrite.sRGB);

                var actual = Recording.Encode(encoder, commands => Recording.Source(commands, target));

                Assert.That(actual, Is.EqualTo(Encoding.Expected(Rule, rgb, width, height)));
                Object.DestroyImmediate(target);
            }
        }

        [TestCaseSource(nameof(Names))]
        public void WrongUse_SaysWhatToDo(string name)
        {
            using var encoder = Create(name, 1);
            Assert.That(
                () => encoder.TryFetch(new float[191], out _, out _),
                Throws.ArgumentException.With.Message.StartsWith("There is room for 191 numbers, a picture has 192."));
            var backend = Recording.Create(name);
            Assert.That(
                () => backend.CreateEncoder(Rule, PixelLayout.Patches, 3, 4, 1),
                Throws.ArgumentException.With.Message.StartsWith("Patches of 3 x 4 don't fill 8 x 8 pixels."));
            Assert.That(
                () => backend.CreateEncoder(Rule, PixelLayout.Planes, 1, 1, 17), Throws.InstanceOf<ArgumentOutOfRangeException>());
            var open = PreprocessingRule.Parse("""{"size": {"shortest_edge": 40}, "do_center_crop": false}""", "rule");
            Assert.That(
                () => backend.CreateEncoder(open, PixelLayout.Planes, 1, 1, 1),
                Throws.ArgumentException.With.Message.StartsWith("The rule's result changes with the picture's size"));
        }

        [TestCaseSource(nameof(Names))]
        public void TooLargeAPicture_IsAFailure(string name)
        {
            using var encoder = Create(name, 1);
            RecordedSource source = new(
                _commands,
                BuiltinRenderTextureType.CurrentActive,
                new Vector2Int(1 << 15, 1 << 15),
                true,
                new RectInt(0, 0, 1 << 15, 1 << 15),
                true,
                true);

            Assert.That(encoder.TryEncode(source, Encoding.Stamp(1)), Is.False);
            Assert.That(encoder.Failure, Does.Contain("a picture of 32768 x 32768 pixels is too large"));
        }

        private static IFrameEncoder<RecordedSource> Create(string name, int capacity)
        {
            var backend = Recording.Create(name);
            Recording.Require(backend);
            return backend.CreateEncoder(Rule, PixelLayout.Planes, 1, 1, capacity);
        }

        private bool Send(IFrameEncoder<RecordedSource> encoder, RenderTexture target, long frame)
        {
            _commands.Clear();
            var isTaken = encoder.TryEncode(Recording.Source(_commands, target), Encoding.Stamp(frame));
            Graphics.ExecuteCommandBuffer(_commands);
            return isTaken;
        }

        private void NoteError(string message, string stack, LogType type)
        {
            if (type != LogType.Log)
            {
                _errors.Add(message);
            }
        }
    }
}
