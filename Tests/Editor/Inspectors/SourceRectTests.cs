using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Host;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Tests.Inspectors
{
    /// <summary>A source rectangle that shows nothing is said while the scene is edited.</summary>
    [NonParallelizable]
    public sealed class SourceRectTests
    {
        private readonly List<string> _logged = [];

        [Test]
        public void RectThatShowsNothing_IsWarnedOfOnce_WhenItIsSet()
        {
            using var engine = HostEngine.Start(new HostOptions { Width = 16, Height = 16, AntiAliasing = 1, Log = null });
            engine.LeavePlayMode();
            Application.LogCallback note = (text, _, _) => _logged.Add(text);
            Application.logMessageReceived += note;
            SerializedObject classifier = new(new GameObject("Camera", typeof(Camera)).AddComponent<VitClassifier>());

            Set(classifier, "_sourceRect", new Rect(0.2f, 0f, 0f, 1f));
            Assert.That(_logged, Has.One.EqualTo(
                "VitClassifier: Source Rect is x 0.2, y 0, width 0, height 1, which has no area, so nothing is classified. The whole "
                + "picture is x 0, y 0, width 1, height 1; choose a part of that."));

            // What else is changed doesn't bring it up again.
            classifier.FindProperty("_topK").intValue = 2;
            classifier.ApplyModifiedProperties();
            Set(classifier, "_sourceRect", new Rect(0.25f, 0.25f, 0.5f, 2f));
            Assert.That(_logged, Has.Count.EqualTo(1));

            Set(classifier, "_sourceRect", new Rect(2f, 0f, 1f, 1f));
            Assert.That(_logged, Has.Count.EqualTo(2).And.Some.Contains("x 2, y 0, width 1, height 1, which lies outside"));
            Application.logMessageReceived -= note;
        }

        private static void Set(SerializedObject classifier, string name, Rect value)
        {
            classifier.FindProperty(name).rectValue = value;
            classifier.ApplyModifiedProperties();
        }
    }
}
