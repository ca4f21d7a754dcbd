namespace Saccade.Tools.Shaders
{
    /// <summary>A word, number or sign of a shader.</summary>
    /// <param name="Text">The token as it stands there; empty behind the last one.</param>
    /// <param name="Before">The blanks and line ends before it, without comments.</param>
    /// <param name="Line">Its line, counted from 1.</param>
    internal readonly record struct HlslToken(string Text, string Before, int Line)
    {
        /// <summary>Whether it is a name or a keyword.</summary>
        public bool IsWord => Text.Length > 0 && (char.IsAsciiLetter(Text[0]) || Text[0] == '_');
    }
}
