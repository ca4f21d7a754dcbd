using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor;
using Saccade.Inference;
using Saccade.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.UIElements
{
    /// <summary>The map in UI Toolkit: placed in percent of the element, on the part of the picture that the model saw.</summary>
    [NonParallelizable]
    public sealed class AttentionElementTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private static readonly string Model = Path.GetFullPath(Path.Combine(
            typeof(AttentionElementTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(d => d.Key == "Fixtures").Value!,
            "exported",
            "vit-tiny"));

        private HostEngine _engine = null!;
        private string _folder = null!;
        private VitClassifier _classifier = null!;
        private AttentionOverlay _overlay = null!;

        [TearDown]
        public void End()
        {
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Directory.Delete(_folder, true);
        }

        [TestCase(32, 25f, 0f, 50f, 100f, 0f, 0f, 100f, 100f, TestName = "Map_LiesOnTheCrop")]
        [TestCase(16, 0f, 0f, 100f, 100f, 0f, -50f, 100f, 200f, TestName = "Map_IsCutOffWhereTheCropPads")]
        public void Map_LiesOnWhatTheModelSaw(
            int edge, float left, float top, float width, float height, float mapLeft, float mapTop, float mapWidth, float mapHeight)
        {
            Start(edge);
            AttentionElement element = new() { Overlay = _overlay };
            ElementPanel panel = new(element);
            panel.Tick(0, e => throw e);
            Assert.That(element.Q<VisualElement>("attention-area").style.display.value, Is.EqualTo(DisplayStyle.None));
            Classify();

            panel.Tick(16, e => throw e);

            var area = element.Q<VisualElement>("attention-area");
            var map = element.Q<Image>("attention-map");
            Assert.That(map.image, Is.SameAs(_overlay.Texture).And.Not.Null);
            Assert.That(area.style.display.value, Is.EqualTo(DisplayStyle.Flex));
            Assert.That(Percents(area), Is.EqualTo(new[] { left, top, width, height }).Within(0.01f));
            Assert.That(Percents(map), Is.EqualTo(new[] { mapLeft, mapTop, mapWidth, mapHeight }).Within(0.01f));
            Assert.That(element.pickingMode, Is.EqualTo(PickingMode.Ignore));

            _overlay.enabled = false;
            panel.Tick(32, e => throw e);
            Assert.That((map.image, area.style.display.value), Is.EqualTo(((Texture?)null, DisplayStyle.None)));
        }

        [Test]
        public void SteadyPanel_ChangesNothing_AndCostsNoGarbage()
        {
            Start(32);
            AttentionElement element = new();
            ElementPanel panel = new(element);
            Classify();
            _classifier.Rate = CaptureRate.OnRequest;
            Action<Exception> fail = e => throw e;
            panel.Tick(0, fail);
            Assert.That(element.Q<Image>("attention-map").image, Is.Not.Null, "the main camera's overlay");
            var changes = panel.ChangeCount;

            // The panel of the stand-in copies its list of items: what remains is that, whatever the element does.
            ElementPanel empty = new(new VisualElement());
            empty.Root.schedule.Execute(() => { }).Every(0);
            var allocated = Measure(panel, fail);

            Assert.That(allocated, Is.EqualTo(Measure(empty, fail)));
            Assert.That(panel.ChangeCount, Is.EqualTo(changes));
        }

        private static long Measure(ElementPanel panel, Action<Exception> fail)
        {
            for (var i = 0; i < 20; i++)
            {
                panel.Tick(1000 + i, fail);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++)
            {
                panel.Tick(2000 + i, fail);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private static float[] Percents(VisualElement element)
        {
            StyleLength[] lengths = [element.style.left, element.style.top, element.style.width, element.style.height];
            Assert.That(lengths.Select(length => length.value.unit), Is.All.EqualTo(LengthUnit.Percent));
            return [.. lengths.Select(length => length.value.value)];
        }

        private void Start(int edge)
        {
            _folder = Directory.CreateTempSubdirectory("saccade-element-").FullName;
            Directory.CreateDirectory(Path.Combine(_folder, "onnx"));
            foreach (var file in new[] { "config.json", Path.Combine("onnx", "model.onnx") })
            {
                File.Copy(Path.Combine(Model, file), Path.Combine(_folder, file));
            }

            File.WriteAllText(Path.Combine(_folder, "preprocessor_config.json"), $$$"""
                {"size": {"shortest_edge": {{{edge}}}}, "resample": 3, "do_center_crop": true, "crop_size": {"height": 32, "width": 32}}
                """);
            _engine = HostEngine.Start(new HostOptions { Width = 192, Height = 96, AntiAliasing = 1, Log = null });
            GameObject eye = new("Camera", typeof(Camera)) { tag = "MainCamera" };
            _classifier = eye.AddComponent<VitClassifier>();
            _overlay = eye.AddComponent<AttentionOverlay>();
            _overlay.DrawsOnPicture = false;
        }

        private void Classify()
        {
            _classifier.Load(_folder);
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        _engine.Step();
                        return _classifier.Result != null || _classifier.Error != null;
                    },
                    Patience));
            Assert.That(_classifier.Error, Is.Null);
        }
    }
}
