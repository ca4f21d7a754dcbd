using System;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Retrain.Window
{
    /// <summary>A control, perhaps with a button beside it, and below it what is wrong with its value.</summary>
    internal sealed class FieldRow : VisualElement
    {
        private readonly VisualElement _line = new VisualElement();
        private readonly Label _fault = new Label();

        /// <param name="field">The control.</param>
        /// <param name="name">The control's name; that of the fault is the same with <c>-error</c>.</param>
        /// <param name="tooltip">What the value is for.</param>
        internal FieldRow(VisualElement field, string name, string tooltip)
        {
            field.name = name;
            field.tooltip = tooltip;
            field.style.flexGrow = 1f;
            _line.style.flexDirection = FlexDirection.Row;
            _line.Add(field);
            Add(_line);
            _fault.name = name + "-error";
            _fault.style.color = new Color(0.85f, 0.25f, 0.2f);
            _fault.style.whiteSpace = WhiteSpace.Normal;
            _fault.style.marginLeft = 4f;
            _fault.style.display = DisplayStyle.None;
            Add(_fault);
        }

        /// <summary>Adds a button beside the control.</summary>
        internal void AddButton(string text, string name, string tooltip, Action onClick) =>
            _line.Add(new Button(onClick) { text = text, name = name, tooltip = tooltip });

        /// <summary>Shows what is wrong; nothing for null.</summary>
        internal void SetFault(string? fault)
        {
            _fault.text = fault ?? "";
            _fault.style.display = fault == null ? DisplayStyle.None : DisplayStyle.Flex;
        }

        internal void Show(bool isShown) => style.display = isShown ? DisplayStyle.Flex : DisplayStyle.None;
    }
}
