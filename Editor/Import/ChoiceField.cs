using System;
using System.Collections.Generic;
using System.Linq;
using UnityEngine.UIElements;

namespace Saccade.Editor.Import
{
    /// <summary>A choice of values under names that a person reads; none of them may be chosen yet.</summary>
    /// <typeparam name="T">The values.</typeparam>
    internal sealed class ChoiceField<T> : DropdownField
    {
        private const string Nothing = "(choose)";

        private IReadOnlyList<(T Value, string Text)> _entries = Array.Empty<(T, string)>();

        /// <param name="label">What stands before it.</param>
        /// <param name="choose">Takes what the user chooses.</param>
        internal ChoiceField(string label, Action<T> choose)
            : base(label)
        {
            AddToClassList(alignedFieldUssClassName);
            this.RegisterValueChangedCallback(change =>
            {
                foreach (var entry in _entries.Where(entry => entry.Text == change.newValue))
                {
                    choose(entry.Value);
                }
            });
        }

        /// <summary>Shows what there is to choose, and what is chosen.</summary>
        internal void Show(IReadOnlyList<(T Value, string Text)> entries, Func<T, bool> isChosen)
        {
            _entries = entries;
            var names = entries.Select(entry => entry.Text).ToList();
            var chosen = entries.Where(entry => isChosen(entry.Value)).Select(entry => entry.Text).FirstOrDefault();
            if (chosen == null)
            {
                names.Insert(0, Nothing);
            }

            if (!names.SequenceEqual(choices))
            {
                choices = names;
            }

            SetValueWithoutNotify(chosen ?? Nothing);
        }
    }
}
