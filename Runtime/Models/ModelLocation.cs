using System;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Models;
using Saccade.Preprocessing;
using Saccade.Unpacking;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// Where a model comes from, in the editor and in every player: a folder, a folder inside the app's own archive (StreamingAssets on
    /// Android), or an asset of the project. Made on the main thread; opened on any.
    /// </summary>
    public sealed class ModelLocation
    {
        private const string ArchiveScheme = "jar:file://";
        private const string InArchive = "!/";
        private const string NoThreads =
            "this platform has neither threads nor files, and the model needs both. Build for Windows, macOS, Linux, Android or iOS.";

        private static readonly char[] Slashes = { '/', '\\' };

        private readonly string _path;
        private readonly string _folderInArchive;
        private readonly string _root;
        private readonly byte[]? _archive;
        private readonly bool _isUnpacked;

        private ModelLocation(string name, string path, string folderInArchive, string root, byte[]? archive, bool isUnpacked = false)
        {
            _isUnpacked = isUnpacked;
            Name = name;
            _path = path;
            _folderInArchive = folderInArchive;
            _root = root;
            _archive = archive;
        }

        /// <summary>What to call the model: its folder's name, or the asset's.</summary>
        public string Name { get; }

        // A plain folder is opened where it lies.
        private bool IsArchive => _root.Length > 0;

        /// <summary>A model folder, or an ONNX file. Call it on the main thread.</summary>
        /// <param name="folder">
        /// An absolute path, or one relative to <c>Application.streamingAssetsPath</c>, also where that lies in Android's package.
        /// </param>
        /// <exception cref="ModelFileException">No folder is given, it doesn't exist, or this platform can't run a model.</exception>
        public static ModelLocation OfFolder(string folder) =>
            OfFolder(folder, Application.streamingAssetsPath, Application.persistentDataPath);

        /// <summary>
        /// A model folder packed into an asset of the project: a ZIP archive whose name ends in <c>.bytes</c>, as Tools, Saccade, Model
        /// Asset writes it. Call it on the main thread; the asset may be unloaded afterwards.
        /// </summary>
        /// <param name="asset">The asset.</param>
        /// <exception cref="ArgumentNullException">There is no asset, or it was destroyed.</exception>
        /// <exception cref="ModelFileException">This platform can't run a model.</exception>
        public static ModelLocation OfAsset(TextAsset asset)
        {
            if (asset == null)
            {
                throw new ArgumentNullException(nameof(asset));
            }

            return OfArchive(asset, asset.bytes);
        }

        /// <summary>
        /// Opens the model; from an archive it is unpacked first, below <c>Application.persistentDataPath</c>, unless that was done
        /// before. Reads files: not for the main thread of a running game.
        /// </summary>
        /// <param name="variant">Which of the model's ONNX files is taken; of an archive there is only the one that was packed.</param>
        /// <exception cref="ModelFileException">A file is missing or contradicts another, or the disk is full; the message says which and
        /// what to do.</exception>
        public ModelFolder Open(ModelVariant variant = ModelVariant.Auto)
        {
            if (_isUnpacked)
            {
                return ModelFolder.OpenUnpacked(_path);
            }

            if (!IsArchive)
            {
                var folder = ModelFolder.Open(_path, variant);
                folder.Identity.Read();
                return folder;
            }

            if (_archive != null)
            {
                using (var archive = new MemoryStream(_archive, false))
                {
                    return ModelFolder.OpenUnpacked(UnpackedModels.Unpack(archive, Name, "", _root, Name), variant);
                }
            }

            using (Stream archive = OpenArchive())
            {
                if (ZipReader.List(archive, _path, _folderInArchive).Count == 0)
                {
                    throw new ModelFileException(
                        $"{_path}!/{_folderInArchive}: there is no such folder in the app. {DescribeModels(archive)}");
                }

                return ModelFolder.OpenUnpacked(UnpackedModels.Unpack(archive, _path, _folderInArchive, _root, Name), variant);
            }
        }

        /// <summary>A model folder packed into an asset whose bytes were read before. Call it on the main thread.</summary>
        internal static ModelLocation OfArchive(TextAsset asset, byte[] bytes)
        {
            var name = asset.name;
            RefuseWeb(name, Application.streamingAssetsPath);
            return new ModelLocation(name, "", "", UnpackRoot(Application.persistentDataPath), bytes);
        }

        /// <summary>
        /// Where an asset's model lies since it was unpacked before, or null. Reads the archive's directory only. Call it on the main
        /// thread.
        /// </summary>
        /// <exception cref="ModelFileException">It is no archive of a model, or this platform can't run one.</exception>
        internal static ModelLocation? OfUnpacked(TextAsset asset)
        {
            RefuseWeb(asset.name, Application.streamingAssetsPath);
            using (var archive = new AssetStream(asset))
            {
                var folder = UnpackedModels.Find(archive, asset.name, UnpackRoot(Application.persistentDataPath), asset.name);
                return folder == null ? null : new ModelLocation(asset.name, folder, "", "", null, isUnpacked: true);
            }
        }

        /// <summary>A model folder, with the engine's paths given.</summary>
        internal static ModelLocation OfFolder(string folder, string streamingAssets, string persistentData)
        {
            if (string.IsNullOrEmpty(folder))
            {
                ModelFolder.RequireFolder(folder);
            }

            RefuseWeb(folder, streamingAssets);
            var isWhole = folder.StartsWith(ArchiveScheme, StringComparison.OrdinalIgnoreCase) || Path.IsPathRooted(folder);
            if (!(isWhole ? folder : streamingAssets).StartsWith(ArchiveScheme, StringComparison.OrdinalIgnoreCase))
            {
                var path = Path.Combine(streamingAssets, folder);
                if (!ModelFolder.IsGraphFile(path))
                {
                    ModelFolder.RequireFolder(path);
                }

                return new ModelLocation(Path.GetFileName(path.TrimEnd(Slashes)), path, "", "", null);
            }

            var url = isWhole ? folder : streamingAssets + "/" + folder;
            var split = url.LastIndexOf(InArchive, StringComparison.Ordinal);
            if (split < 0)
            {
                throw new ModelFileException($"{url}: the address names no place in the archive, expected {ArchiveScheme}ARCHIVE!/FOLDER.");
            }

            var parts = url.Substring(split + InArchive.Length).Split(Slashes, StringSplitOptions.RemoveEmptyEntries);
            parts = parts.Where(part => part != ".").ToArray();
            if (parts.Contains(".."))
            {
                throw new ModelFileException($"{folder}: '..' leads out of StreamingAssets, which a player can't follow. "
                    + "Put the model into StreamingAssets and name it from there.");
            }

            if (parts.Length == 0)
            {
                throw new ModelFileException($"{url}: that is the archive itself, expected a folder in it.");
            }

            var file = Decode(url.Substring(ArchiveScheme.Length, split - ArchiveScheme.Length));
            return new ModelLocation(parts[parts.Length - 1], file, string.Join("/", parts) + "/", UnpackRoot(persistentData), null);
        }

        private static string UnpackRoot(string persistentData) => Path.Combine(persistentData, "Saccade", "Models");

        // Unity writes the path as it is or as a URL, by version; a file whose own name holds a percent sign is rare, but exists.
        private static string Decode(string path) => File.Exists(path) ? path : Uri.UnescapeDataString(path);

        private static void RefuseWeb(string name, string streamingAssets)
        {
            if (streamingAssets.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
                || streamingAssets.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            {
                throw new ModelFileException($"{name}: {NoThreads}");
            }
        }

        private FileStream OpenArchive()
        {
            try
            {
                return new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new ModelFileException($"{_path}: the app's own archive can't be opened. {e.Message} Install the app again.", e);
            }
        }

        private string DescribeModels(Stream archive)
        {
            const string config = "/" + ModelLayout.Config;
            var models = ZipReader.List(archive, _path, "")
                .Where(entry => entry.Name.EndsWith(config, StringComparison.Ordinal))
                .Select(entry => entry.Name.Substring(0, entry.Name.Length - config.Length))
                .ToList();
            return models.Count == 0
                ? "It holds no model: put the model folder into StreamingAssets and build again."
                : $"The models in it are {string.Join(", ", models)}. Upper and lower case matter.";
        }
    }
}
