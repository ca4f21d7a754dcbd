using System;
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Inspectors
{
    /// <summary>Pieces that the package's inspectors are made of.</summary>
    internal static class InspectorParts
    {
        private const float NameWidth = 120f;

        /// <summary>Makes a group that can be folded, with fields of the object in it.</summary>
        internal static Foldout Group(SerializedObject source, string title, params string[] properties)
        {
            var group = new Foldout { text = title, name = title, viewDataKey = "Saccade." + title };
            foreach (var property in properties)
            {
                group.Add(new PropertyField(source.FindProperty(property)));
            }

            return group;
        }

        /// <summary>What there is to say of the selected components; of several each line begins with the object's name.</summary>
        internal static string Join<T>(IReadOnlyList<T> components, Func<T, string?> read)
            where T : Component
        {
            if (components.Count == 1)
            {
                return read(components[0]) ?? "";
            }

            var lines = components
                .Where(component => !string.IsNullOrEmpty(read(component)))
                .Select(component => $"{component.name}: {read(component)}");
            return string.Join("\n", lines);
        }

        /// <summary>Shows a message, or hides the box where there is none.</summary>
        internal static void Tell(HelpBox box, string? message)
        {
            box.text = message ?? "";
            Show(box, !string.IsNullOrEmpty(message));
        }

        /// <summary>Shows or hides an element; hidden, it takes no room.</summary>
        internal static void Show(VisualElement element, bool isShown) =>
            element.style.display = isShown ? DisplayStyle.Flex : DisplayStyle.None;

        /// <summary>Writes rows of names and values into an element; its labels are used again.</summary>
        internal static void Fill(VisualElement table, IReadOnlyList<(string Name, string Value)> rows)
        {
            while (table.childCount > rows.Count)
            {
                table.RemoveAt(table.childCount - 1);
            }

            while (table.childCount < rows.Count)
            {
                table.Add(NewRow());
            }

            for (var i = 0; i < rows.Count; i++)
            {
                ((Label)table[i][0]).text = rows[i].Name;
                ((Label)table[i][1]).text = rows[i].Value;
            }
        }

        private static VisualElement NewRow()
        {
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            var name = new Label();
            name.style.minWidth = NameWidth;
            var value = new Label();
            value.style.whiteSpace = WhiteSpace.Normal;
            value.style.flexShrink = 1f;
            row.Add(name);
            row.Add(value);
            return row;
        }
    }
}
