using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Host.Editor.Elements
{
    /// <summary>An element of UI Toolkit and what is in it, as it was at one moment: read by every browser, changed by none.</summary>
    public sealed class ElementSnapshot
    {
        /// <summary>The element's number, the same as long as the element lives.</summary>
        public required int Id { get; init; }

        /// <summary>How it is shown.</summary>
        public required ElementKind Kind { get; init; }

        /// <summary>The element's name, or empty.</summary>
        public string Name { get; init; } = "";

        /// <summary>Its classes, separated by blanks.</summary>
        public string Classes { get; init; } = "";

        /// <summary>Its style as CSS.</summary>
        public string Style { get; init; } = "";

        /// <summary>What is shown when the pointer rests on it, or empty.</summary>
        public string Tooltip { get; init; } = "";

        /// <summary>Whether it takes input.</summary>
        public bool IsEnabled { get; init; } = true;

        /// <summary>Whether the box itself waits for clicks.</summary>
        public bool IsClickable { get; init; }

        /// <summary>The label before a field, or null for none.</summary>
        public string? Label { get; init; }

        /// <summary>The text it shows.</summary>
        public string Text { get; init; } = "";

        /// <summary>A field's value in the invariant culture, or what is being typed into it; a dash for several values.</summary>
        public string Value { get; init; } = "";

        /// <summary>The least value of a slider or a progress bar.</summary>
        public float Low { get; init; }

        /// <summary>The greatest value of a slider or a progress bar.</summary>
        public float High { get; init; }

        /// <summary>A number field or slider that takes whole numbers, or a text field of several lines.</summary>
        public bool IsWhole { get; init; }

        /// <summary>Whether a field can only be read.</summary>
        public bool IsReadOnly { get; init; }

        /// <summary>The most characters a field takes; -1 for any number.</summary>
        public int MaximumLength { get; init; } = -1;

        /// <summary>How often code has scrolled the box: it is followed each time.</summary>
        public int ScrollCount { get; init; }

        /// <summary>How far the box was scrolled down by code, in pixels.</summary>
        public float ScrollTop { get; init; }

        /// <summary>The painted area's width, in pixels.</summary>
        public float Width { get; init; }

        /// <summary>The painted area's height, in pixels.</summary>
        public float Height { get; init; }

        /// <summary>What can be chosen.</summary>
        public IReadOnlyList<string> Choices { get; init; } = [];

        /// <summary>What the element paints itself.</summary>
        public IReadOnlyList<ElementShape> Shapes { get; init; } = [];

        /// <summary>What is in it.</summary>
        public IReadOnlyList<ElementSnapshot> Children { get; init; } = [];

        /// <summary>Whether another snapshot shows the same, its children being the very same snapshots.</summary>
        /// <param name="other">The other.</param>
        public bool Shows(ElementSnapshot other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return (Id, Kind, Name, Classes, Style, Tooltip, IsEnabled) ==
                (other.Id, other.Kind, other.Name, other.Classes, other.Style, other.Tooltip, other.IsEnabled)
                && (IsClickable, Label, Text, Value, Low, High, IsWhole) ==
                (other.IsClickable, other.Label, other.Text, other.Value, other.Low, other.High, other.IsWhole)
                && (IsReadOnly, MaximumLength, ScrollCount, ScrollTop, Width, Height) ==
                (other.IsReadOnly, other.MaximumLength, other.ScrollCount, other.ScrollTop, other.Width, other.Height)
                && Choices.SequenceEqual(other.Choices)
                && Shapes.SequenceEqual(other.Shapes)
                && Children.Count == other.Children.Count
                && Children.Zip(other.Children).All(pair => ReferenceEquals(pair.First, pair.Second));
        }

        /// <summary>The element of that number in this tree, or null.</summary>
        /// <param name="id">Its number.</param>
        public ElementSnapshot? Find(int id) =>
            Id == id ? this : Children.Select(child => child.Find(id)).FirstOrDefault(found => found != null);
    }
}
