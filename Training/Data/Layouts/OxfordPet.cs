using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Naming;
using Saccade.Training.Pictures;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Reads Oxford-IIIT Pet's lists, or those of a data set in its layout. Only the pictures that they name count: the real set's
    /// folder also holds .mat and AppleDouble files. What it calls test validates, as is usual with this set.
    /// </summary>
    internal static class OxfordPet
    {
        private const string TrainList = "trainval.txt";
        private const string TestList = "test.txt";

        // Says the same of all pictures, and nothing of their split.
        private const string WholeList = "list.txt";
        private const int Columns = 4;

        internal static bool IsIn(string directory) =>
            File.Exists(FindList(directory, TrainList)) || File.Exists(FindList(directory, TestList));

        internal static DataListing Read(DataFolder root)
        {
            var directory = root.Path;
            var train = ReadList(FindList(directory, TrainList), DataSplit.Train);
            var test = ReadList(FindList(directory, TestList), DataSplit.Validation);
            RefuseTwice([.. train, .. test]);
            var classes = NumberClasses(FindList(directory, TrainList), train, test);
            var pictures = FindPictures(root, [.. train, .. test]);
            return new DataListing
            {
                Layout = DataLayout.OxfordPet,
                Directory = directory,
                Origin = FindList(directory, TrainList),
                Kind = OxfordPetClasses.Are(classes) ? "Oxford-IIIT Pet" : "Oxford-IIIT Pet's layout",
                SplitBy = $"{TrainList} and {TestList}",
                Remark = Remark(classes, train.Count, test.Count),
                Classes = classes,
                Pictures = pictures,
                Account = DataAccount.Make(
                    root,
                    pictures.Select(picture => picture.Path),
                    [.. new[] { TrainList, TestList, WholeList }.Select(list => FindList(directory, list))],
                    file => file.Guess.Kind == GuessedKind.Picture
                        ? new LeftOut(LeftOutReason.NotListed, $"picture(s) not named by {TrainList} and {TestList}")
                        : null),
            };
        }

        private static string FindList(string directory, string name) => Path.Combine(directory, "annotations", name);

        private static List<Row> ReadList(string path, DataSplit split)
        {
            var rows = new List<Row>();
            foreach (var (index, line) in ListFile.Read(path).Split('\n').Index())
            {
                var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 0 && !words[0].StartsWith('#'))
                {
                    rows.Add(ParseRow($"{path}:{index + 1}", words, split));
                }
            }

            return rows.Count > 0 ? rows : throw new TrainingException($"{path}: names no pictures. Copy the data set again.");
        }

        private static Row ParseRow(string source, string[] words, DataSplit split)
        {
            if (words.Length < Columns || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < 1)
            {
                throw new TrainingException(
                    $"{source}: '{string.Join(' ', words)}' is no line of this list; expected a picture's name, its class from 1, its "
                    + "species and its breed, such as 'Abyssinian_1 1 1 1'.");
            }

            if (words[0].AsSpan().IndexOfAny("/\\:\0") >= 0)
            {
                throw new TrainingException($"{source}: '{words[0]}' is a path; expected the name of a picture in the folder images.");
            }

            var name = OxfordPetClasses.NameClass(words[0])
                ?? throw new TrainingException($"{source}: '{words[0]}' names no class; expected a class and a number such as 'pug_12'.");
            return new Row(words[0], id, name, split, source);
        }

        private static void RefuseTwice(IReadOnlyList<Row> rows)
        {
            var seen = new Dictionary<string, Row>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                if (!seen.TryAdd(row.Name, row))
                {
                    throw new TrainingException(
                        $"{row.Source}: picture '{row.Name}' is in {seen[row.Name].Source} already. Remove one of the two lines: what "
                        + "is learnt by heart judges nothing.");
                }
            }
        }

        private static string[] NumberClasses(string list, List<Row> train, List<Row> test)
        {
            var names = new Dictionary<int, Row>();
            var ids = new Dictionary<string, Row>(StringComparer.Ordinal);
            foreach (var row in train.Concat(test))
            {
                names.TryAdd(row.Id, row);
                ids.TryAdd(row.Class, row);
                var other = names[row.Id].Class != row.Class ? names[row.Id] : ids[row.Class];
                if (other.Id != row.Id || other.Class != row.Class)
                {
                    throw new TrainingException(
                        $"{row.Source}: class {row.Id} is '{row.Class}' here, but in {other.Source} class {other.Id} is "
                        + $"'{other.Class}'. Give each class one id.");
                }
            }

            var trained = train.Select(row => row.Id).ToHashSet();
            var gap = Enumerable.Range(1, names.Count).FirstOrDefault(id => !trained.Contains(id));
            return gap == 0
                ? [.. Enumerable.Range(1, names.Count).Select(id => names[id].Class)]
                : throw new TrainingException(
                    $"{list}: no picture of class {gap}, while ids go up to {names.Keys.Max()}. Number the classes from 1 without "
                    + "gaps, and let each one train.");
        }

        private static ListedPicture[] FindPictures(DataFolder root, IReadOnlyList<Row> rows)
        {
            var images = Path.Combine(root.Path, "images");
            var folder = root.Folders.FirstOrDefault(inner => inner.Name == "images")
                ?? throw new TrainingException($"{images}: no such folder. The lists' pictures belong there.");
            var files = NamePictures(folder, rows.Select(row => ClassName.Normalize(row.Name)).ToHashSet(StringComparer.Ordinal));
            var missing = rows.Where(row => !files.ContainsKey(ClassName.Normalize(row.Name))).ToArray();
            return missing.Length == 0
                ? [.. rows.Select(row => new ListedPicture(files[ClassName.Normalize(row.Name)], row.Class, row.Split, row.Source))]
                : throw new TrainingException(
                    $"{missing[0].Source}: {Path.Combine(images, missing[0].Name)}.jpg is missing; of {rows.Count} pictures "
                    + $"{missing.Length} are. Copy them, or remove their lines.");
        }

        // Of several files with one name the usual ending counts; content tells where there is none of these.
        private static Dictionary<string, string> NamePictures(DataFolder images, HashSet<string> names)
        {
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in images.Files.Where(file => !file.IsHidden).OrderBy(file => PictureFiles.RankExtension(file.Name)))
            {
                foreach (var name in new[] { file.Name, Path.GetFileNameWithoutExtension(file.Name) }.Select(ClassName.Normalize))
                {
                    if (names.Contains(name) && !files.ContainsKey(name) && file.Guess.Kind == GuessedKind.Picture)
                    {
                        files.Add(name, file.Path);
                    }
                }
            }

            return files;
        }

        private static string Remark(string[] classes, int train, int test)
        {
            var (wholeTrain, wholeTest) = (OxfordPetClasses.TrainPictures, OxfordPetClasses.TestPictures);
            return (train, test) == (wholeTrain, wholeTest) || !OxfordPetClasses.Are(classes)
                ? ""
                : FormattableString.Invariant($" The whole set has {wholeTrain:N0} and {wholeTest:N0}: this is not all of it.");
        }

        private sealed record Row(string Name, int Id, string Class, DataSplit Split, string Source);
    }
}
