using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Host.Editor.Components;
using Saccade.Host.Editor.Inspecting;

namespace Saccade.Editor.Tests.Server.Inspecting
{
    /// <summary>What Add Component and the menu bar offer.</summary>
    public sealed class ComponentCatalogueTests
    {
        private readonly IReadOnlyList<ComponentChoice> _all = ComponentCatalogue.List([typeof(VitClassifier).Assembly]);

        [Test]
        public void List_HasThePackagesComponentsAndTheEngines() => Assert.That(
                _all.Select(choice => choice.Path),
                Is.SupersetOf(new[] { "Saccade/Vit Classifier", "Rendering/Camera", "Rendering/Light" }));

        [TestCase("vit", "Vit Classifier")]
        [TestCase("CLASSIFIER vit", "Vit Classifier")]
        [TestCase("saccade over", "Attention Overlay")]
        public void Search_FindsByWords(string search, string name) =>
            Assert.That(ComponentCatalogue.Search(_all, search)[0].Name, Is.EqualTo(name));

        [Test]
        public void Search_ForWhatIsNotThere_FindsNothing() => Assert.That(ComponentCatalogue.Search(_all, "rigid body"), Is.Empty);

        [TestCase("VitClassifier", "Vit Classifier")]
        [TestCase("modelFolder", "Model Folder")]
        [TestCase("GPUReadback", "GPU Readback")]
        public void ToWords_SplitsNamesOfCode(string name, string words) =>
            Assert.That(ComponentCatalogue.ToWords(name), Is.EqualTo(words));

        [Test]
        public void Menu_NestsByPath()
        {
            var tree =
                MenuNode.Build([new("Edit/Undo", true), new("Tools/Saccade/Retrain…", false), new("Tools/Saccade/Capture", true)]);

            Assert.That(tree.Select(node => node.Name), Is.EqualTo(new[] { "Edit", "Tools" }));
            Assert.That(tree[1].Children.Single().Children.Select(node => (node.Path, node.IsEnabled)), Is.EqualTo(new[]
            {
                ("Tools/Saccade/Retrain…", false), ("Tools/Saccade/Capture", true),
            }));
        }
    }
}
