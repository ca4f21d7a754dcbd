using NUnit.Framework;
using Saccade.Host.Editor;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>An element is made by native code, which no script may call while it is constructed.</summary>
    [NonParallelizable]
    internal sealed class ScriptConstructionTests
    {
        [TearDown]
        public void CloseWindows() => EditorWindows.CloseAll();

        [Test]
        public void Window_MayMakeNoElementInAFieldInitialiser()
        {
            Assert.That(
                () => EditorWindow.GetWindow<HastyWindow>("Hasty"),
                Throws.TypeOf<UnityException>().With.Message.Contains("ScriptableObject 'HastyWindow'").And.Message.Contains("Label"));
            Assert.That(EditorWindows.Open, Is.Empty);
        }

        [Test]
        public void Inspector_MayMakeNoElementInAFieldInitialiser()
        {
            var target = ScriptableObject.CreateInstance<Plain>();

            Assert.That(
                () => UnityEditor.Editor.CreateEditor(target, typeof(HastyInspector)),
                Throws.TypeOf<UnityException>().With.Message.Contains("ScriptableObject 'HastyInspector'"));
        }

        [Test]
        public void Script_MayMakeNoElementInAConstructor() =>
            Assert.That(
                () => new GameObject("owner").AddComponent<HastyScript>(),
                Throws.TypeOf<UnityException>().With.Message.Contains("MonoBehaviour 'HastyScript'"));

        [Test]
        public void Window_MakesItsElementsInCreateGui()
        {
            var window = EditorWindow.GetWindow<PatientWindow>("Patient");

            Assert.That(window.rootVisualElement.childCount, Is.EqualTo(1));
        }

        private sealed class Plain : ScriptableObject
        {
        }

        private sealed class HastyWindow : EditorWindow
        {
            private readonly Label _label = new Label("too early");

            private void CreateGUI() => rootVisualElement.Add(_label);
        }

        private sealed class HastyInspector : UnityEditor.Editor
        {
            private readonly VisualElement _root = new VisualElement();

            public override VisualElement CreateInspectorGUI() => _root;
        }

        private sealed class HastyScript : MonoBehaviour
        {
            public HastyScript()
            {
                Element = new ScrollView();
            }

            public VisualElement Element { get; }
        }

        private sealed class PatientWindow : EditorWindow
        {
            private void CreateGUI() => rootVisualElement.Add(new Label("in time"));
        }
    }
}
