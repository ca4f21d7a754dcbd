using System;
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine.UIElements;

namespace Saccade.Editor.Inspectors
{
    /// <summary>The inspector of a trigger: the model's labels to choose from, and whether the label is seen now.</summary>
    [CustomEditor(typeof(LabelTrigger))]
    [CanEditMultipleObjects]
    internal sealed class LabelTriggerEditor : UnityEditor.Editor
    {
        private const long RefreshMilliseconds = 200;
        private const string LabelPath = "_label";
        private const string NoLabel = "(choose)";

        /// <inheritdoc/>
        public override VisualElement CreateInspectorGUI()
        {
            // Unity may ask again, and the elements of before are dropped then: none of them is kept here.
            var triggers = targets.Cast<LabelTrigger>().ToArray();
            var source = serializedObject;
            var labels = new ModelLabels();
            var root = new VisualElement();
            var notice = new HelpBox("", HelpBoxMessageType.Warning) { name = "notice" };
            var choice = new DropdownField("Labels of the Model") { name = "labels" };
            choice.AddToClassList(DropdownField.alignedFieldUssClassName);
            choice.RegisterValueChangedCallback(change =>
            {
                if (change.newValue != NoLabel)
                {
                    source.Update();
                    source.FindProperty(LabelPath).stringValue = change.newValue;
                    source.ApplyModifiedProperties();
                }
            });
            var state = new Label { name = "state" };
            root.Add(notice);
            root.Add(new PropertyField(source.FindProperty("_classifier")));
            root.Add(choice);
            root.Add(new PropertyField(source.FindProperty(LabelPath)));
            root.Add(new PropertyField(source.FindProperty("_threshold")));
            root.Add(new PropertyField(source.FindProperty("_minimumSeconds")));
            root.Add(state);
            root.Add(InspectorParts.Group(source, "Events", "_onEntered", "_onLeft"));
            void Refresh()
            {
                if (triggers.Any(trigger => trigger == null))
                {
                    return;
                }

                List(choice, labels.Of(triggers[0].Classifier));
                var label = triggers[0].Label;
                choice.SetValueWithoutNotify(choice.choices.Contains(label) ? label : NoLabel);
                choice.showMixedValue = triggers.Any(trigger => trigger.Label != label);
                InspectorParts.Tell(notice, InspectorParts.Join(triggers, trigger => trigger.Notice));
                state.text = InspectorParts.Join(triggers, trigger => trigger.IsEntered ? "Entered" : "Not entered");
            }

            root.schedule.Execute(Refresh).Every(RefreshMilliseconds);
            Refresh();
            return root;
        }

        // In the order of the alphabet: nobody knows the model's.
        private static void List(DropdownField choice, IReadOnlyList<string> labels)
        {
            InspectorParts.Show(choice, labels.Count > 0);
            var choices = labels.Distinct().OrderBy(label => label, StringComparer.OrdinalIgnoreCase).Prepend(NoLabel).ToList();
            if (!choices.SequenceEqual(choice.choices))
            {
                choice.choices = choices;
            }
        }
    }
}
