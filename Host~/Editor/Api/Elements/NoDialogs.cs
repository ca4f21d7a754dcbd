namespace Saccade.Host.Editor
{
    /// <summary>Where there is nobody to ask: everything is cancelled.</summary>
    internal sealed class NoDialogs : IEditorDialogs
    {
        internal static readonly NoDialogs Instance = new();

        public string OpenFolder(string title, string folder, string defaultName) => "";

        public string OpenFile(string title, string folder, string extension) => "";

        public int Ask(string title, string message, string ok, string cancel, string other) => 1;

        public void Reveal(string path)
        {
        }

        public void Browse(string address)
        {
        }
    }
}
