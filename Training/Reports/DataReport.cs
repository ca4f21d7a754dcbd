using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Reading;
using Saccade.Training.Data;
using Saccade.Training.Files;

namespace Saccade.Training.Reports
{
    /// <summary>A data set's survey in words and as JSON.</summary>
    internal static class DataReport
    {
        private const int MaxLines = 10;
        private const int MaxCopies = 3;

        internal static string ToText(DataSurvey survey) => string.Join(
                '\n',
                [
                    survey.Data.Description,
                    "",
                    .. MakeTable(survey),
                    "",
                    .. AccountReport.ToLines(survey.Account),
                    DescribeSizes(survey.BySize),
                    DescribeFormats(survey.Formats),
                    .. ListSome("Pictures with copies", survey.Duplicates, group => DescribeCopies(survey, group)),
                    .. ListSome("Broken", survey.Broken, picture => $"{Name(survey, picture)}: {picture.Problem}"),
                ]);

        internal static string ToText(DataCounts counts)
        {
            var table = counts.Classes.Select(entry =>
                FormattableString.Invariant($"{entry.Name}: {entry.Train:N0} train, {entry.Validation:N0} validate, {entry.Test:N0} test"));
            return string.Join('\n', [counts.Description, "", .. table, "", .. AccountReport.ToLines(counts.Account)]);
        }

        internal static string ToJson(DataSurvey survey)
        {
            var data = survey.Data;
            var (train, validation, test) =
                (survey.CountClasses(data.Train), survey.CountClasses(data.Validation), survey.CountClasses(data.Test));
            object? Size(int index) => survey.BySize.Count == 0 ? null : new { survey.BySize[index].Width, survey.BySize[index].Height };

            object File(SurveyedPicture picture) =>
                new { picture.Path, picture.Split, Class = data.NameClasses(picture.Labels), picture.Problem };

            return JsonLine.Write(new
            {
                data.Layout,
                data.Description,
                Classes = data.Labels.Select((name, i) => new { name, Train = train[i], Validation = validation[i], Test = test[i] }),
                Pictures = new { Train = data.Train.Count, Validation = data.Validation.Count, Test = data.Test.Count },
                Sizes = new { Smallest = Size(0), Median = Size(survey.BySize.Count / 2), Largest = Size(survey.BySize.Count - 1) },
                Formats = survey.Formats.ToDictionary(format => format.Key, format => format.Value),
                Copies = survey.Duplicates.Select(group => group.Select(File)),
                Broken = survey.Broken.Select(File),
                Account = AccountReport.ToJson(survey.Account),
                Warnings = survey.ListWarnings(),
            });
        }

        internal static string ToJson(DataCounts counts) => JsonLine.Write(new
        {
            counts.Layout,
            counts.Description,
            counts.ValidationDrawn,
            counts.Classes,
            counts.Empty,
            Account = AccountReport.ToJson(counts.Account),
        });

        private static IEnumerable<string> MakeTable(DataSurvey survey)
        {
            var data = survey.Data;
            var splits = new[] { ("train", data.Train), ("validation", data.Validation), ("test", data.Test) }
                .Where(split => split.Item2.Count > 0)
                .Select(split => (Name: split.Item1, split.Item2.Count, Classes: survey.CountClasses(split.Item2)))
                .ToArray();
            var names = data.Labels.Max(label => Math.Max(label.Length, "class".Length));
            string Row(string name, Func<int, string> cell)
            {
                var cells = splits.Select((split, i) => $"  {cell(i).PadLeft(Math.Max(9, split.Name.Length))}");
                return string.Concat(cells.Prepend(OneLine.Of(name).PadRight(names)));
            }

            yield return Row("class", i => splits[i].Name);
            foreach (var (label, name) in data.Labels.Index())
            {
                yield return Row(name, i => FormattableString.Invariant($"{splits[i].Classes[label]:N0}"));
            }

            yield return Row("all", i => FormattableString.Invariant($"{splits[i].Count:N0}"));
        }

        private static string DescribeSizes(IReadOnlyList<SurveyedPicture> bySize)
        {
            string Size(int index) => $"{bySize[index].Width} x {bySize[index].Height}";

            return bySize.Count == 0
                ? "Sizes: no picture can be decoded"
                : $"Sizes: smallest {Size(0)}, median {Size(bySize.Count / 2)}, largest {Size(bySize.Count - 1)}";
        }

        private static string DescribeFormats(IReadOnlyList<KeyValuePair<string, int>> formats)
        {
            var counts = formats.Select(format => FormattableString.Invariant($"{format.Value:N0} {format.Key}"));
            return $"Formats: {string.Join(", ", counts)}";
        }

        private static string DescribeCopies(DataSurvey survey, SurveyedPicture[] group)
        {
            var more = group.Length > MaxCopies ? $" and {group.Length - MaxCopies} more" : "";
            return string.Join(" = ", group.Take(MaxCopies).Select(picture => Name(survey, picture))) + more;
        }

        private static IEnumerable<string> ListSome<T>(string heading, IReadOnlyList<T> items, Func<T, string> describe)
        {
            yield return $"{heading}: {(items.Count == 0 ? "none" : items.Count)}";
            foreach (var item in items.Take(MaxLines))
            {
                yield return $"  {describe(item)}";
            }

            if (items.Count > MaxLines)
            {
                yield return $"  and {items.Count - MaxLines} more";
            }
        }

        private static string Name(DataSurvey survey, SurveyedPicture picture)
        {
            var path = Path.GetRelativePath(survey.Data.Directory, picture.Path);
            return $"{path} ({picture.Split}, {survey.Data.NameClasses(picture.Labels)})";
        }
    }
}
