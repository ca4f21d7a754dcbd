namespace Saccade.Editor.Setup
{
    /// <summary>What a JSON value is.</summary>
    internal enum JsonKind
    {
        Object,
        Array,
        String,

        /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
        Other,
    }
}
