using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>
    /// Times what the components on one camera do on the render thread, from outside: two marks stand before and after them in every
    /// message. At each mark of a picture the driver is made to finish, so that a stage is not charged with the drawing that was
    /// still queued before it; that costs time itself, so frames with marks are not those whose time is reported.
    /// </summary>
    internal sealed class StageClock
    {
        // What is deeper is drawn earlier: one mark before everything, the other after it.
        private const int Deep = 1000;

        private static StageClock? _current;

        private readonly VitClassifier _classifier;
        private readonly Before _before;
        private readonly After _after;
        private readonly Stage _encode =
            new("encode", "encode (resize, normalise; computed here by a software driver), frames whose picture is taken only");
        private readonly Stage _fetch = new("fetch", "fetch (look at the fence, copy, hand over, take the result)");
        private readonly Stage _publish = new("publish", "publish (listeners of Classified), frames with a label only");
        private readonly Stage _draw = new("draw", "overlay and label");
        private long _captured;
        private Stage.Mark? _classified;
        private Stage.Mark _published;

        private StageClock(VitClassifier classifier, Before before, After after)
        {
            _classifier = classifier;
            _before = before;
            _after = after;
            _before.Clock = this;
            _after.Clock = this;
            _current = this;
            _classifier.Classified += NoteFirst;
            Switch(false);
        }

        /// <summary>A finish with nothing to do, which the stages encode and draw hold too.</summary>
        public Stage Finish { get; } = new("finish", "an idle finish, which encode and overlay hold too");

        /// <summary>The stages, the one on every picture first.</summary>
        public IReadOnlyList<Stage> Stages => [_encode, _fetch, _publish, _draw];

        /// <summary>Puts the first mark on a camera; call it before the classifier is added.</summary>
        public static Before AddBefore(GameObject camera)
        {
            var before = camera.AddComponent<Before>();
            before.enabled = false;

            // Buffers run in the order in which they were added.
            camera.GetComponent<Camera>().AddCommandBuffer(CameraEvent.AfterEverything, CreateMark(false));
            return before;
        }

        /// <summary>Puts the second mark on a camera, after everything else that is on it.</summary>
        public static StageClock Add(GameObject camera, Before before) =>
            new(camera.GetComponent<VitClassifier>(), before, camera.AddComponent<After>());

        /// <summary>Starts or stops timing; call it when the components are on.</summary>
        public void Switch(bool on)
        {
            // Listeners that come and go with their component line up behind; the last mark must be the last.
            _classifier.Classified -= NoteLast;
            if (on)
            {
                _classifier.Classified += NoteLast;
            }

            _before.enabled = on;
            _after.enabled = on;
        }

        // A command buffer of nothing but a call, which the engine makes when it comes to it.
        private static unsafe CommandBuffer CreateMark(bool isLast)
        {
            CommandBuffer mark = new() { name = isLast ? "Last mark" : "First mark" };
            mark.IssuePluginEvent((IntPtr)(delegate* unmanaged<int, void>)&OnMark, isLast ? 1 : 0);
            return mark;
        }

        [UnmanagedCallersOnly]
        private static void OnMark(int isLast)
        {
            if (_current is not { } clock || !clock._after.enabled)
            {
                return;
            }

            if (isLast != 0)
            {
                clock.EndEncode();
            }
            else
            {
                clock._before.BeginEncode();
            }
        }

        private void EndEncode()
        {
            BenchScene.Finish();
            if (_classifier.Statistics.Captured > _captured)
            {
                _encode.Add(_before.Began, Stage.Mark.Now);
            }
        }

        private void NoteFirst(Classification result) => _classified = Stage.Mark.Now;

        private void NoteLast(Classification result) => _published = Stage.Mark.Now;

        private void EndUpdate(in Stage.Mark began)
        {
            var ended = Stage.Mark.Now;
            if (_classified is Stage.Mark classified)
            {
                _publish.Add(classified, _published);
                _fetch.Add(began, ended, (classified, _published));
            }
            else
            {
                _fetch.Add(began, ended);
            }
        }

        /// <summary>The mark before the components.</summary>
        [DefaultExecutionOrder(-1000)]
        internal sealed class Before : MonoBehaviour
        {
            public StageClock Clock { get; set; } = null!;

            public Stage.Mark Began { get; private set; }

            private void Update()
            {
                Clock._classified = null;
                Began = Stage.Mark.Now;
            }

            private void OnPreRender() => Clock._captured = Clock._classifier.Statistics.Captured;

            internal void BeginEncode()
            {
                BenchScene.Finish();
                var idle = Stage.Mark.Now;
                BenchScene.Finish();
                Began = Stage.Mark.Now;
                Clock.Finish.Add(idle, Began);
            }

            private void OnGUI()
            {
                GUI.depth = Deep;
                if (Event.current.type == EventType.Repaint)
                {
                    BenchScene.Finish();
                    Began = Stage.Mark.Now;
                }
            }
        }

        /// <summary>The mark after the components.</summary>
        [DefaultExecutionOrder(1000)]
        internal sealed class After : MonoBehaviour
        {
            private CommandBuffer _mark = null!;

            public StageClock Clock { get; set; } = null!;

            private void Awake() => _mark = CreateMark(true);

            private void OnEnable() => GetComponent<Camera>().AddCommandBuffer(CameraEvent.AfterEverything, _mark);

            private void OnDisable() => GetComponent<Camera>().RemoveCommandBuffer(CameraEvent.AfterEverything, _mark);

            private void Update() => Clock.EndUpdate(Clock._before.Began);

            private void OnGUI()
            {
                GUI.depth = -Deep;
                if (Event.current.type == EventType.Repaint)
                {
                    BenchScene.Finish();
                    Clock._draw.Add(Clock._before.Began, Stage.Mark.Now);
                }
            }
        }
    }
}
