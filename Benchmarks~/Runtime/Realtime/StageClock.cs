using System.Collections.Generic;
using UnityEngine;

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

        private readonly VitClassifier _classifier;
        private readonly Before _before;
        private readonly After _after;
        private readonly Stage _encode = new("encode", "encode (resize, normalise; computed here by a software driver), frames whose picture is taken only");
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
            Before before = camera.AddComponent<Before>();
            before.enabled = false;
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
                _classifier.Classified += NoteLast;
            _before.enabled = on;
            _after.enabled = on;
        }

        private void NoteFirst(Classification result) => _classified = Stage.Mark.Now;

        private void NoteLast(Classification result) => _published = Stage.Mark.Now;

        private void EndUpdate(in Stage.Mark began)
        {
            Stage.Mark ended = Stage.Mark.Now;
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

            private void OnPostRender()
            {
                BenchScene.Finish();
                Stage.Mark idle = Stage.Mark.Now;
                BenchScene.Finish();
                Clock._captured = Clock._classifier.Statistics.Captured;
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
            public StageClock Clock { get; set; } = null!;

            private void Update() => Clock.EndUpdate(Clock._before.Began);

            private void OnPostRender()
            {
                BenchScene.Finish();
                if (Clock._classifier.Statistics.Captured > Clock._captured)
                    Clock._encode.Add(Clock._before.Began, Stage.Mark.Now);
            }

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
