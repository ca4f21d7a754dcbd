using System;
using System.IO;
using System.Linq;

namespace Saccade.Host.Demo
{
    /// <summary>The demo's output folder: made, checked, and emptied of an earlier demo's files only.</summary>
    internal sealed class DemoFolder
    {
        private const string Marker = ".saccade-demo";
        private const long BytesNeeded = 300L << 20;

        private DemoFolder(string path)
        {
            Path = path;
        }

        /// <summary>The folder.</summary>
        public string Path { get; }

        /// <summary>The captured pictures.</summary>
        public string Data => Find("data");

        /// <summary>The fine-tuned model.</summary>
        public string Model => Find("model");

        /// <summary>The same training on an untrained backbone; it is removed once its accuracy is known.</summary>
        public string RandomModel => Find(".random-backbone");

        /// <summary>The annotated frames.</summary>
        public string Frames => Find("frames");

        /// <summary>The moving overlay.</summary>
        public string Animation => Find("overlay.gif");

        /// <summary>The numbers.</summary>
        public string Report => Find("report.json");

        /// <summary>Makes the folder, or empties one that an earlier demo made.</summary>
        /// <param name="path">Where.</param>
        /// <exception cref="IOException">It holds other files, can't be written to, or the disk is full.</exception>
        public static DemoFolder Prepare(string path)
        {
            try
            {
                var directory = Directory.CreateDirectory(path);
                var isOurs = File.Exists(System.IO.Path.Combine(path, Marker));
                if (!isOurs && directory.EnumerateFileSystemInfos().Any())
                {
                    throw new IOException($"{path}: the folder holds files that no demo made. Give another one with --output DIR.");
                }

                File.WriteAllText(System.IO.Path.Combine(path, Marker), "Made by ./saccade demo, which replaces what is in this folder.\n");
                var free = new DriveInfo(directory.FullName).AvailableFreeSpace;
                if (free < BytesNeeded)
                {
                    throw new IOException(
                        $"{path}: the disk has {free >> 20} MB left, the demo needs {BytesNeeded >> 20}. "
                        + "Free some, or give another folder with --output DIR.");
                }

                DemoFolder folder = new(directory.FullName);
                folder.Clear();
                return folder;
            }
            catch (UnauthorizedAccessException e)
            {
                throw new IOException($"{path}: the folder can't be written to. {e.Message} Give another one with --output DIR.", e);
            }
        }

        /// <summary>The path of something in the folder.</summary>
        public string Find(string name) => System.IO.Path.Combine(Path, name);

        private void Clear()
        {
            foreach (var folder in new[] { Data, Model, RandomModel, Frames }.Where(Directory.Exists))
            {
                Directory.Delete(folder, true);
            }

            foreach (var file in new[] { Animation, Report, Find("curves.png"), Find("confusion-matrix.png") })
            {
                File.Delete(file);
            }
        }
    }
}
