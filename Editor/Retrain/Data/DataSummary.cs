using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Progress;

namespace Saccade.Editor
{
    /// <summary>What a data set holds, as the training tool counts it, and what may spoil a training on it.</summary>
    public sealed class DataSummary
    {
        private const int FewPictures = 10;
        private const int LargestImbalance = 3;
        private const int MaxNamed = 5;

        private DataSummary(string layout, string description, IReadOnlyList<ClassCount> classes, IReadOnlyList<string> warnings)
        {
            Layout = layout;
            Description = description;
            Classes = classes;
            Warnings = warnings;
        }

        /// <summary>What the layout is called.</summary>
        public string Layout { get; }

        /// <summary>The layout, the counts and the split in a sentence.</summary>
        public string Description { get; }

        /// <summary>Pictures of each class.</summary>
        public IReadOnlyList<ClassCount> Classes { get; }

        /// <summary>What may spoil the training, a sentence each.</summary>
        public IReadOnlyList<string> Warnings { get; }

        /// <summary>Reads what the training tool says of a data set: the <c>finished</c> event of <c>data show --count</c>.</summary>
        /// <param name="folder">The data set's folder.</param>
        /// <param name="counted">The event.</param>
        /// <exception cref="TrainingToolException">The event says nothing of classes.</exception>
        internal static DataSummary Read(string folder, TrainingEvent counted)
        {
            var classes = ReadList(counted, ProgressStream.FinishedCount.Classes).OfType<JObject>().Select(ReadClass).ToArray();
            if (classes.Length == 0)
            {
                throw new TrainingToolException(
                    $"{folder}: the training tool named no classes. It is an older one: build it again under Tools > Saccade > Training "
                    + "Tool.");
            }

            var drawn = counted.GetField(ProgressStream.FinishedCount.ValidationDrawn);
            var isDrawn = drawn?.Type == JTokenType.Boolean && (bool)drawn!;
            var empty = ReadList(counted, ProgressStream.FinishedCount.Empty).Select(file => file.ToString()).ToArray();
            return new DataSummary(
                NameLayout(folder, counted.GetText(ProgressStream.FinishedCount.Layout)),
                counted.GetText(ProgressStream.FinishedCount.Description),
                classes,
                ListWarnings(classes, isDrawn, empty, counted.GetText(ProgressStream.FinishedCount.LeftOut)).ToArray());
        }

        private static JArray ReadList(TrainingEvent counted, string name) => counted.GetField(name) as JArray ?? new JArray();

        private static ClassCount ReadClass(JObject entry) =>
            new ClassCount(
                entry[ProgressStream.Class.Name]?.ToString() ?? "",
                ReadCount(entry, ProgressStream.Class.Train),
                ReadCount(entry, ProgressStream.Class.Validation),
                ReadCount(entry, ProgressStream.Class.Test));

        private static int ReadCount(JObject entry, string name) =>
            entry[name]?.Type == JTokenType.Integer ? (int)Math.Min(int.MaxValue, Math.Max(0, (double)entry[name]!)) : 0;

        private static string NameLayout(string folder, string layout)
        {
            // The index lies beside the pictures that a capture wrote.
            if (File.Exists(Path.Combine(folder, CapturedData.IndexFile)))
            {
                return "Captured";
            }

            return layout switch
            {
                ProgressStream.Layouts.OxfordPet => "Oxford-IIIT Pet",
                ProgressStream.Layouts.ClassFolders => "A folder for each class",
                ProgressStream.Layouts.Table => "A table of paths and labels",
                _ => layout,
            };
        }

        private static IEnumerable<string> ListWarnings(ClassCount[] classes, bool isDrawn, string[] empty, string leftOut)
        {
            var rarest = classes.OrderBy(entry => entry.Train).First();
            var commonest = classes.OrderByDescending(entry => entry.Train).First();
            if (commonest.Train > LargestImbalance * rarest.Train)
            {
                yield return $"'{commonest.Name}' has {commonest.Train} pictures to learn from and '{rarest.Name}' {rarest.Train}: "
                    + "the rare class will be guessed too seldom. Add pictures of it, or choose what rare classes do.";
            }

            var few = classes.Where(entry => entry.Train < FewPictures).Select(entry => $"{entry.Name} ({entry.Train})").ToArray();
            if (few.Length > 0)
            {
                yield return $"Fewer than {FewPictures} pictures to learn from: {Join(few)}. Add some.";
            }

            var unjudged = classes.Where(entry => entry.Validation == 0).Select(entry => entry.Name).ToArray();
            if (unjudged.Length > 0)
            {
                yield return $"No validation pictures of {Join(unjudged)}: how well they are recognised stays unknown.";
            }

            if (isDrawn)
            {
                yield return "There are no validation pictures, so about a fifth is set aside, chosen by the pictures' content. "
                    + "Pictures of one scene on both sides flatter the result.";
            }

            if (empty.Length > 0)
            {
                yield return $"Files without content, which can't be read: {Join(empty)}. Copy them again or remove them.";
            }

            if (leftOut.Length > 0)
            {
                yield return $"Not all files are used, {leftOut}.";
            }
        }

        private static string Join(string[] names) =>
            string.Join(", ", names.Take(MaxNamed)) + (names.Length > MaxNamed ? $" and {names.Length - MaxNamed} more" : "");
    }
}
