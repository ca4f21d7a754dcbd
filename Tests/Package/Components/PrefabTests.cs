using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NUnit.Framework;
using Saccade.Package.Tests.Guids;

namespace Saccade.Package.Tests.Components
{
    /// <summary>The package's prefabs, read as Unity reads them: nothing in them refers to what isn't there.</summary>
    internal sealed partial class PrefabTests
    {
        private const string Camera = "Runtime/Prefabs/Classifying Camera.prefab";

        // What Unity writes into every script's object.
        private static readonly string[] EngineFields =
        [
            "m_ObjectHideFlags", "m_CorrespondingSourceObject", "m_PrefabInstance", "m_PrefabAsset", "m_GameObject", "m_Enabled",
            "m_EditorHideFlags", "m_Script", "m_Name", "m_EditorClassIdentifier",
        ];

        private static IEnumerable<string> Prefabs =>
            Repository.Files("*.prefab").Select(Repository.Relative)
                .Where(path => path.StartsWith("Runtime/", System.StringComparison.Ordinal));

        [Test]
        public void ClassifyingCamera_HasCameraClassifierOverlayAndLabel()
        {
            var objects = PrefabObject.Parse(Repository.Read(Camera));
            var root = objects.Single(one => one.Type == "GameObject");

            Assert.That(root.Items, Is.EqualTo(objects.Skip(1).Select(one => $"- component: {{fileID: {one.Id}}}")));
            Assert.That(
                objects.Skip(1).Select(one => one.Type == "MonoBehaviour" ? ScriptOf(one)?.Name : one.Type),
                Is.EqualTo(new[] { "Transform", "Camera", "AudioListener", "VitClassifier", "AttentionOverlay", "ClassificationLabel" }));
            Assert.That(objects.Skip(1).Select(one => one.Fields["m_GameObject"]), Is.All.EqualTo($"{{fileID: {root.Id}}}"));
            Assert.That(objects.Select(one => one.Id), Is.Unique);
        }

        [TestCaseSource(nameof(Prefabs))]
        public void Scripts_AreThere_WithAllFieldsThatArePutDown(string path)
        {
            List<string> problems = [];
            foreach (var one in PrefabObject.Parse(Repository.Read(path)).Where(one => one.Type == "MonoBehaviour"))
            {
                var script = ScriptOf(one);
                if (script == null)
                {
                    problems.Add($"{path}: no component of the package has the GUID in {one.Fields["m_Script"]}.");
                    continue;
                }

                var known = ComponentSources.SerializedFields(script).Select(field => field.Name).Concat(EngineFields);
                problems.AddRange(one.Fields.Keys.Except(known).Select(field => $"{path}: {script.Name} has no field {field}."));
            }

            Assert.That(problems, Is.Empty, () => string.Join("\n", problems));
        }

        [Test]
        public void OtherText_IsNoPrefab() => Assert.Throws<InvalidDataException>(() => PrefabObject.Parse("GameObject:\n"));

        private static INamedTypeSymbol? ScriptOf(PrefabObject one)
        {
            var guid = Guid().Match(one.Fields["m_Script"]).Groups[1].Value;
            var name = GuidTree.Read().Select(known => known.Entry)
                .FirstOrDefault(known => known.Kind == KnownGuid.Script && known.Guid == guid)?.Name;
            return ComponentSources.Find(withSamples: false).FirstOrDefault(type => type.Name == name);
        }

        [GeneratedRegex(@"^\{fileID: 11500000, guid: ([0-9a-f]{32}), type: 3\}$")]
        private static partial Regex Guid();
    }
}
