namespace Saccade.Host.Editor.Dialogs
{
    /// <summary>What a dialog asks for.</summary>
    public enum DialogKind
    {
        /// <summary>One of up to three buttons.</summary>
        Message,

        /// <summary>A folder.</summary>
        Folder,

        /// <summary>A file.</summary>
        File,

        /// <summary>A page that the user may open.</summary>
        Link,
    }
}
