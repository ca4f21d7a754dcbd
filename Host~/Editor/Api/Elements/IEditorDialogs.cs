namespace Saccade.Host.Editor
{
    /// <summary>Asks the user something and waits for the answer; the scene goes on meanwhile. Engine thread only.</summary>
    internal interface IEditorDialogs
    {
        /// <summary>Lets the user choose a folder; empty when nothing was chosen.</summary>
        string OpenFolder(string title, string folder, string defaultName);

        /// <summary>Lets the user choose a file; empty when nothing was chosen.</summary>
        string OpenFile(string title, string folder, string extension);

        /// <summary>Shows a message: 0 for the first button, 1 for the second, 2 for the third. An empty button isn't there.</summary>
        int Ask(string title, string message, string ok, string cancel, string other);

        /// <summary>Shows where a file or folder lies.</summary>
        void Reveal(string path);

        /// <summary>Opens a page.</summary>
        void Browse(string address);
    }
}
