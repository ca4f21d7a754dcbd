using System.IO;
using System.Linq;
using System.Reflection;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Inspectors
{
    /// <summary>A trigger's inspector offers the labels of the model, before anything runs.</summary>
    [NonParallelizable]
    public sealed class LabelTriggerEditorTests
    {
        private static readonly string Model = Path.GetFullPath(Path.Combine(
            typeof(LabelTriggerEditorTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(d => d.Key == "Fixtures").Value!,
            "exported",
            "vit-tiny"));

        [Test]
        public void LabelsOfTheModel_CanBeChosen()
        {
            using var engine = HostEngine.StartEditing(new HostOptions { Width = 16, Height = 16, AntiAliasing = 1, Log = null });
            GameObject eye = new("Camera", typeof(Camera)) { tag = "MainCamera" };
            eye.AddComponent<VitClassifier>().ModelFolder = Model;
            var trigger = new GameObject("Door").AddComponent<LabelTrigger>();
            ElementPanel panel = new(new InspectorElement(trigger));
            var choice = panel.Root.Q<DropdownField>("labels");

            Assert.That(choice.choices.Take(3), Is.EqualTo(new[] { "(choose)", "class 0", "class 1" }));
            choice.value = "class 1";

            Assert.That(trigger.Label, Is.EqualTo("class 1"));
            panel.Tick(1000, e => throw e);
            Assert.That(choice.value, Is.EqualTo("class 1"));
            Assert.That(panel.Root.Q<Label>("state").text, Is.EqualTo("Not entered"));
        }

        [Test]
        public void WithoutAModel_TheLabelIsTyped()
        {
            using var engine = HostEngine.StartEditing(new HostOptions { Width = 16, Height = 16, AntiAliasing = 1, Log = null });
            var trigger = new GameObject("Door").AddComponent<LabelTrigger>();

            ElementPanel panel = new(new InspectorElement(trigger));

            Assert.That(panel.Root.Q<DropdownField>("labels").style.display.value, Is.EqualTo(DisplayStyle.None));
        }
    }
}
