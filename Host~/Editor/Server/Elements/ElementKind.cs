namespace Saccade.Host.Editor.Elements
{
    /// <summary>How an element is shown.</summary>
    public enum ElementKind
    {
        /// <summary>A box that holds others.</summary>
        Box,

        /// <summary>Text.</summary>
        Text,

        /// <summary>A button.</summary>
        Button,

        /// <summary>A check box.</summary>
        Toggle,

        /// <summary>A field for text.</summary>
        TextField,

        /// <summary>A field for a number.</summary>
        NumberField,

        /// <summary>A choice of several.</summary>
        Choice,

        /// <summary>A slider.</summary>
        Slider,

        /// <summary>A progress bar.</summary>
        Progress,

        /// <summary>A box that folds.</summary>
        Foldout,

        /// <summary>A message.</summary>
        Help,

        /// <summary>A box that scrolls.</summary>
        Scroll,

        /// <summary>A picture.</summary>
        Image,
    }
}
