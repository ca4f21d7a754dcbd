using UnityEngine.UIElements;

namespace Saccade.Editor.Inspectors
{
    /// <summary>The field of a model folder. It is taken with Return, or when the field is left.</summary>
    internal sealed class FolderField : TextField
    {
        // What Unity shows in a field of several different values.
        private const string Dash = "\u2014";

        /// <param name="label">What stands before it.</param>
        /// <param name="path">The serialised value that it shows.</param>
        internal FolderField(string label, string path)
            : base(label)
        {
            bindingPath = path;
            isDelayed = true;
            AddToClassList(alignedFieldUssClassName);
        }

        /// <summary>The folder.</summary>
        /// <remarks>
        /// A delayed field takes its text when it is left, also where it stood for several folders and nobody has typed: the text is empty
        /// then in Unity 6, the dash in 2022.3. That must not become the folder of all selected objects.
        /// </remarks>
        public override string value
        {
            get => base.value;
            set
            {
                var isUntouched = string.IsNullOrEmpty(value) ? string.IsNullOrEmpty(text) : value == Dash && text == Dash;
                if (!showMixedValue || !isUntouched)
                {
                    base.value = value;
                }
            }
        }
    }
}
