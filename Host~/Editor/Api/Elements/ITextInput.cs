namespace Saccade.Host.Editor
{
    /// <summary>What the keyboard does to a field that is typed into. Engine thread only.</summary>
    internal interface ITextInput
    {
        /// <summary>The field gets the keyboard.</summary>
        void Focus();

        /// <summary>A key was pressed: this is the text now.</summary>
        void Type(string typed);

        /// <summary>Return was pressed.</summary>
        void Submit();

        /// <summary>Escape was pressed: what was typed is taken back.</summary>
        void Cancel();

        /// <summary>The field loses the keyboard.</summary>
        void Blur();
    }
}
