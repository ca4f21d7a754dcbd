using Saccade.Training.Pictures;

namespace Saccade.Training.Data.Inventory
{
    /// <summary>A file in a data folder.</summary>
    /// <param name="folder">The folder that it lies in.</param>
    /// <param name="name">Its name.</param>
    internal sealed class DataFile(DataFolder folder, string name)
    {
        private PictureGuess? _guess;

        internal DataFolder Folder => folder;

        internal string Name => name;

        internal string Path => System.IO.Path.Combine(folder.Path, name);

        /// <summary>What it is by its ending, or else by its first bytes. The file is opened once at most.</summary>
        internal PictureGuess Guess => _guess ??= Look();

        internal bool IsHidden => name.StartsWith('.');

        private PictureGuess Look()
        {
            folder.Looking.Step();
            return PictureFiles.Guess(Path);
        }
    }
}
