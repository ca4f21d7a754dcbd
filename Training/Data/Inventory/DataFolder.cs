using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Pictures;

namespace Saccade.Training.Data.Inventory
{
    /// <summary>A folder of a data set with all that lies in it.</summary>
    internal sealed class DataFolder
    {
        // What archivers, file systems, cameras' and network disks' software leave behind.
        private static readonly string[] Litter =
            ["__MACOSX", "@eaDir", "lost+found", "$RECYCLE.BIN", "System Volume Information"];

        private readonly Lazy<LeftOut?> _foreign;

        internal DataFolder(string path, Looking looking)
        {
            _foreign = new Lazy<LeftOut?>(FindForeign);
            Path = path;
            Looking = looking;
            Name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path));
        }

        internal string Path { get; }

        internal string Name { get; }

        internal Looking Looking { get; }

        /// <summary>By name, ordinal.</summary>
        internal IReadOnlyList<DataFile> Files { get; init; } = [];

        /// <summary>By name, ordinal.</summary>
        internal IReadOnlyList<DataFolder> Folders { get; init; } = [];

        /// <summary>Why nobody looked into it: it can't be read, or it is a link that leads back; otherwise null.</summary>
        internal LeftOutReason? Closed { get; init; }

        /// <summary>Why nothing in it is data; null where it may be.</summary>
        internal LeftOut? Foreign => _foreign.Value;

        /// <summary>The folders in it that may hold data.</summary>
        internal IEnumerable<DataFolder> DataFolders => Folders.Where(folder => folder.Foreign is null);

        // A model, or a run that has begun: its pictures are no data.
        private bool IsModel => HasConfig
            || Folders.FirstOrDefault(folder => folder.Name == ModelLayout.Training) is { } run
                && run.Files.Any(file => file.Name is UnfinishedRun.LockFile or UnfinishedRun.InputsFile);

        // A configuration alone may be anybody's.
        private bool HasConfig => Files.Any(file => file.Name == ModelLayout.Config)
            && (Files.Any(file => file.Name == ModelLayout.Preprocessor)
                || Files.Any(file => file.Name.EndsWith(ModelLayout.WeightEnding, StringComparison.Ordinal))
                || Folders.Any(folder => folder.Name == ModelLayout.GraphFolder));

        /// <summary>Every folder in it that may hold data, itself first, at any depth.</summary>
        internal IEnumerable<DataFolder> Walk() => DataFolders.SelectMany(folder => folder.Walk()).Prepend(this);

        /// <summary>Its pictures, at any depth: those of a folder by name, then those of its folders.</summary>
        internal IEnumerable<DataFile> ListPictures() => Walk().SelectMany(folder => folder.ListOwnPictures());

        /// <summary>The pictures that lie in it and in none of its folders.</summary>
        internal IEnumerable<DataFile> ListOwnPictures() =>
            Files.Where(file => !file.IsHidden && file.Guess.Kind == GuessedKind.Picture);

        private LeftOut? FindForeign() =>
            Name.StartsWith('.') ? new LeftOut(LeftOutReason.Hidden, "hidden")
            : Litter.Contains(Name, StringComparer.OrdinalIgnoreCase) ? new LeftOut(LeftOutReason.Litter, $"in {Name}")
            : IsModel ? new LeftOut(LeftOutReason.Model, "in model folders")
            : null;
    }
}
