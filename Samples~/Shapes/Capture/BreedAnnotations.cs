using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Saccade.Samples.Shapes.Capture
{
    /// <summary>
    /// The three lists of a set in Oxford-IIIT Pet's layout, whose lines are <c>NAME CLASS-ID SPECIES BREED-ID</c>:
    /// <c>trainval.txt</c>, <c>test.txt</c>, and <c>list.txt</c>, which has both and begins with comments.
    /// </summary>
    internal sealed class BreedAnnotations
    {
        private readonly IReadOnlyList<(string Path, byte[] Content)> _files;

        public BreedAnnotations(string folder, BreedsCapturePlan plan, IEnumerable<BreedPicture> pictures)
        {
            var sorted = pictures.OrderBy(picture => picture.Breed.ClassId).ThenBy(picture => picture.Number).ToList();
            string[] header =
            {
                "# NAME CLASS-ID SPECIES BREED-ID",
                "# Class ids are 1 to 37. Species 1 is round and begins with a capital, species 2 is not and does not.",
                "# No pets: rendered by Saccade's Shapes sample to stand in for Oxford-IIIT Pet,",
                $"# from seed {plan.FirstSeed}, {plan.Width}x{plan.Height}.",
            };
            _files = new[]
            {
                List("trainval.txt", Lines(sorted.Where(picture => picture.Split == ShapesSplit.Train))),
                List("test.txt", Lines(sorted.Where(picture => picture.Split == ShapesSplit.Test))),
                List("list.txt", header.Concat(Lines(sorted))),
            };

            (string, byte[]) List(string name, IEnumerable<string> lines) =>
                (Path.Combine(folder, "annotations", name), Encoding.ASCII.GetBytes(string.Join("\n", lines) + "\n"));
        }

        /// <summary>Makes sure that no list is there but those of this very set.</summary>
        /// <exception cref="IOException">The folder holds another set.</exception>
        public void RequireNoOther()
        {
            foreach (var (path, content) in _files)
            {
                if (File.Exists(path) && !File.ReadAllBytes(path).SequenceEqual(content))
                {
                    throw new IOException(
                        $"{path}: belongs to another data set than the one to be made. Name another folder, or delete that set first.");
                }
            }
        }

        public void Write()
        {
            foreach (var (path, content) in _files.Where(file => !File.Exists(file.Path)))
            {
                WholeFile.Write(path, content);
            }
        }

        private static IEnumerable<string> Lines(IEnumerable<BreedPicture> pictures) =>
            pictures.Select(picture => $"{picture.Name} {picture.Breed.ClassId} {picture.Breed.Species} {picture.Breed.BreedId}");
    }
}
