using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Training.Download;

namespace Saccade.Training.Data.Pets
{
    /// <summary>Downloads Oxford-IIIT Pet and unpacks it into <c>DIR/images</c> and <c>DIR/annotations</c>.</summary>
    /// <remarks>
    /// Everything grows in <c>DIR/oxford-pet.partial</c>: the archives, then <c>unpacking</c>, which becomes <c>unpacked</c> when it is
    /// whole, so that a command killed at any point leaves no half data set and the next one goes on.
    /// </remarks>
    internal sealed class PetDownload(PetArchives archives, DownloadSettings settings, IDownloadObserver observer)
    {
        private readonly string _output = "";

        /// <summary>The folder of the data set; as a full path once it is set.</summary>
        internal required string Output
        {
            get => _output;
            init => _output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(value));
        }

        /// <summary>Whether the archives stay, in <see cref="Output"/>; otherwise they go once they are unpacked.</summary>
        internal bool KeepsArchives { get; init; }

        /// <summary>What <see cref="PartialFolder"/> belongs to.</summary>
        internal static string FindWork(string output) => Path.Combine(output, "oxford-pet");

        /// <summary>Downloads and unpacks what is not there yet.</summary>
        /// <returns>Whether the whole data set was there already.</returns>
        /// <exception cref="TrainingException">It can't be had, isn't what it should be, or can't be written.</exception>
        /// <exception cref="OperationCanceledException">It was stopped; what has come stays for the next time.</exception>
        internal async Task<bool> RunAsync(CancellationToken cancellation)
        {
            if (File.Exists(Output))
            {
                throw new TrainingException($"{Output}: a file is there; expected a folder or nothing. Choose another --output.");
            }

            var isThere = PetFolder.FindFault(Output, archives) is null;
            if (isThere && !Directory.Exists(PartialFolder.FindFor(FindWork(Output))))
            {
                return true;
            }

            var isNew = !Directory.Exists(Output);
            try
            {
                using var partial = PartialFolder.Open(
                    FindWork(Output), $"images {archives.Images.Md5}, annotations {archives.Annotations.Md5}", observer);
                await FillAsync(partial, cancellation);
                return isThere;
            }
            finally
            {
                if (isNew && Directory.Exists(Output) && !Directory.EnumerateFileSystemEntries(Output).Any())
                {
                    Directory.Delete(Output);
                }
            }
        }

        private static TrainingException Refuse(HttpResponseMessage response) => new TrainingException(
                $"{response.RequestMessage!.RequestUri}: HTTP {(int)response.StatusCode}. Try again later, or give the address of a folder "
                + "that holds both archives with --mirror.");

        private static void DeleteFolder(string path)
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }

        private async Task FillAsync(PartialFolder partial, CancellationToken cancellation)
        {
            var unpacked = partial.Find("unpacked");
            if (PetFolder.FindFault(Output, archives) is { } fault)
            {
                if (!Directory.Exists(unpacked))
                {
                    RefuseStrangers(archives.Images.Folder, fault);
                    RefuseStrangers(archives.Annotations.Folder, fault);
                    await PrepareAsync(partial, unpacked, cancellation);
                }

                // The lists come last: without them the pictures are no data set.
                MoveIntoPlace(unpacked, archives.Images.Folder);
                MoveIntoPlace(unpacked, archives.Annotations.Folder);
            }

            if (KeepsArchives)
            {
                Keep(partial, archives.Images);
                Keep(partial, archives.Annotations);
            }

            partial.Finish();
        }

        private async Task PrepareAsync(PartialFolder partial, string unpacked, CancellationToken cancellation)
        {
            CheckSpace(partial);
            using var server = new ServerConnection(settings, Refuse);

            // The small one first: a mirror that is none shows at once.
            var annotations = await FetchAsync(archives.Annotations, partial, server, cancellation);
            var images = await FetchAsync(archives.Images, partial, server, cancellation);
            var unpacking = partial.Find("unpacking");
            DeleteFolder(unpacking);
            try
            {
                new ArchiveUnpacking(archives.Annotations, archives.Limits, observer).Run(annotations, unpacking, cancellation);
                new ArchiveUnpacking(archives.Images, archives.Limits, observer).Run(images, unpacking, cancellation);
                if (PetFolder.FindFault(unpacking, archives) is { } fault)
                {
                    throw new TrainingException(
                        $"The archives are not Oxford-IIIT Pet as published: {fault}. Take them from another --mirror.");
                }

                Directory.Move(unpacking, unpacked);
            }
            finally
            {
                DeleteFolder(unpacking);
            }
        }

        private async Task<string> FetchAsync(
            PetArchive archive, PartialFolder partial, ServerConnection server, CancellationToken cancellation)
        {
            var hash = new ContentHash(archive.Md5);
            bool IsWhole(string path) =>
                File.Exists(path) && new FileInfo(path).Length == archive.Length && hash.Compute(path, cancellation) == hash;

            if (Array.Find(FindPlaces(archive, partial), IsWhole) is { } found)
            {
                observer.OnNote($"{archive.Name}: downloaded already");
                return found;
            }

            var download = new FileDownload(server, settings, observer)
            {
                Address = new Uri($"{settings.Endpoint}/{archive.Name}"),
                Path = partial.Find(archive.Name),
                Existing = Path.Combine(Output, archive.Name),
                MaxLength = archive.Length,
                Expected = hash,
                NeedsHash = true,
            };
            return await download.RunAsync(cancellation) ? download.Existing : download.Path;
        }

        // Where other tools keep the archives, and where they grow.
        private string[] FindPlaces(PetArchive archive, PartialFolder partial) =>
            [Path.Combine(Output, archive.Name), partial.Find(archive.Name)];

        private void CheckSpace(PartialFolder partial)
        {
            long CountMissing(PetArchive archive)
            {
                var here = FindPlaces(archive, partial).Where(File.Exists).Select(path => new FileInfo(path).Length).DefaultIfEmpty().Max();
                return Math.Max(0, archive.Length - here);
            }

            FreeSpace.Require(
                Output, CountMissing(archives.Annotations) + CountMissing(archives.Images) + archives.UnpackedLength);
        }

        private void RefuseStrangers(string folder, string fault)
        {
            var path = Path.Combine(Output, folder);
            if (Path.Exists(path))
            {
                throw new TrainingException(
                    $"{path}: it is there already, and {Output} is not the whole Oxford-IIIT Pet: {fault}. Move it away, or choose another "
                    + "--output.");
            }
        }

        private void MoveIntoPlace(string unpacked, string folder)
        {
            var source = Path.Combine(unpacked, folder);
            if (Directory.Exists(source))
            {
                RefuseStrangers(folder, "what was unpacked has yet to be moved there");
                Directory.Move(source, Path.Combine(Output, folder));
            }
        }

        private void Keep(PartialFolder partial, PetArchive archive)
        {
            var source = partial.Find(archive.Name);
            var target = Path.Combine(Output, archive.Name);
            if (File.Exists(source) && !Path.Exists(target))
            {
                File.Move(source, target);
            }
        }
    }
}
