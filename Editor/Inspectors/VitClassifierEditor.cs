using System.Collections.Generic;
using System.Linq;
using Saccade.Editor.Classifier;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Inspectors
{
    /// <summary>
    /// The inspector of the classifier: its fields in groups, which model it is, what it does now and what it sees, and what to do where
    /// something is wrong. Of several classifiers it shows what holds for all.
    /// </summary>
    [CustomEditor(typeof(VitClassifier))]
    [CanEditMultipleObjects]
    internal sealed class VitClassifierEditor : UnityEditor.Editor
    {
        private const long RefreshMilliseconds = 200;

        /// <inheritdoc/>
        public override VisualElement CreateInspectorGUI()
        {
            // Unity may ask again, and the elements of before are dropped then: none of them is kept here.
            var classifiers = targets.Cast<VitClassifier>().ToArray();
            var root = new VisualElement();
            var error = new HelpBox("", HelpBoxMessageType.Error) { name = "error" };
            var notice = new HelpBox("", HelpBoxMessageType.Info) { name = "notice" };
            var model = new ModelSection(serializedObject, classifiers);
            var status = classifiers.Length == 1 ? new StatusSection(classifiers[0]) : null;
            var addOverlay = CreateAdd<AttentionOverlay>(classifiers, "Add Attention Overlay", "add-overlay");
            var addLabel = CreateAdd<ClassificationLabel>(classifiers, "Add Classification Label", "add-label");
            root.Add(error);
            root.Add(notice);
            root.Add(model);
            root.Add(InspectorParts.Group(
                serializedObject, "Capture", "_rate", "_capturesPerSecond", "_clock", "_sourceRect", "_flipScreen", "_framesInFlight"));
            root.Add(InspectorParts.Group(
                serializedObject, "Label", "_topK", "_confidenceThreshold", "_smoothing", "_hysteresis"));
            root.Add(InspectorParts.Group(serializedObject, "Events", "_onClassified"));
            root.Add((VisualElement?)status ?? CreateCount(classifiers.Length));
            root.Add(addOverlay);
            root.Add(addLabel);
            void Refresh()
            {
                if (classifiers.Any(classifier => classifier == null))
                {
                    return;
                }

                model.Refresh();
                status?.Refresh();
                InspectorParts.Tell(error, model.Problem ?? InspectorParts.Join(classifiers, classifier => classifier.Error));
                InspectorParts.Tell(notice, InspectorParts.Join(classifiers, classifier => classifier.Notice));
                InspectorParts.Show(addOverlay, Lacks<AttentionOverlay>(classifiers));
                InspectorParts.Show(addLabel, Lacks<ClassificationLabel>(classifiers));
            }

            root.schedule.Execute(Refresh).Every(RefreshMilliseconds);
            Refresh();
            return root;
        }

        private static Label CreateCount(int count)
        {
            var text = $"{count} classifiers are selected. Select one alone to see what it does.";
            var label = new Label(text) { name = "several" };
            label.style.whiteSpace = WhiteSpace.Normal;
            return label;
        }

        private static Button CreateAdd<T>(IEnumerable<VitClassifier> classifiers, string text, string name)
            where T : Component
        {
            void AddAll()
            {
                foreach (var classifier in classifiers)
                {
                    ClassifierSetup.Require<T>(classifier.gameObject);
                }
            }

            return new Button(AddAll) { text = text, name = name };
        }

        private static bool Lacks<T>(IEnumerable<VitClassifier> classifiers)
            where T : Component => classifiers.Any(classifier => classifier.GetComponent<T>() == null);
    }
}
