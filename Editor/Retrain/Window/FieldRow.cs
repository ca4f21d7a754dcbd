using System;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Retrain.Window
{
    /// <summary>A control, perhaps with a button beside it, and below it what is wrong with its value, or what to know of it.</summary>
    internal sealed class FieldRow : VisualElement
    {
        private readonly VisualElement _line = new VisualElement();
        private readonly Label _fault;
        private readonly Label _note;

        /// <param name="field">The control.</param>
        /// <param name="name">The control's name; those of the lines below are the same with <c>-error</c> and <c>-note</c>.</param>
        /// <param name="tooltip">What the value is for.</param>
        internal FieldRow(VisualElement field, string name, string tooltip)
        {
            field.name = name;
            field.tooltip = tooltip;
            field.style.flexGrow = 1f;
            _line.style.flexDirection = FlexDirection.Row;
            _line.Add(field);
            Add(_line);
            Add(_fault = MakeLine(name + "-error", new Color(0.85f, 0.25f, 0.2f)));
            Add(_note = MakeLine(name + "-note", new Color(0.75f, 0.55f, 0.15f)));
        }

        /// <summary>Adds a button beside the control.</summary>
        internal void AddButton(string text, string name, string tooltip, Action onClick) =>
            _line.Add(new Button(onClick) { text = text, name = name, tooltip = tooltip });

        /// <summary>Shows what is wrong; nothing for null.</summary>
        internal void SetFault(string? fault) => Say(_fault, fault);

        /// <summary>Shows what one should know of a value that isn't wrong; nothing for null.</summary>
        internal void SetNote(string? note) => Say(_note, note);

        internal void Show(bool isShown) => style.display = isShown ? DisplayStyle.Flex : DisplayStyle.None;

        private static Label MakeLine(string name, Color color)
        {
            var line = new Label { name = name };
            line.style.color = color;
            line.style.whiteSpace = WhiteSpace.Normal;
            line.style.marginLeft = 4f;
            line.style.display = DisplayStyle.None;
            return line;
        }

        private static void Say(Label line, string? text)
        {
            line.text = text ?? "";
            line.style.display = text == null ? DisplayStyle.None : DisplayStyle.Flex;
        }
    }
}
