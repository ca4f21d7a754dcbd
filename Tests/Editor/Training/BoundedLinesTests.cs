using System.Collections.Generic;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Editor.Training;

namespace Saccade.Editor.Tests.Training
{
    public sealed class BoundedLinesTests
    {
        [Test]
        public void Read_AnyText_IsItsLines() =>
            Prop.ForAll<NonNull<string>[]>(parts =>
            {
                var lines = parts.Select(part => part.Get.Replace("\n", " ").TrimEnd('\r'))
                    .ToArray();
                var text = string.Concat(lines.Select(line => line + "\n"));
                return ReadAll(text).SequenceEqual(lines);
            }).Check(Config.QuickThrowOnFailure.WithReplay(20261124, 297));

        [Test]
        public void Read_LastLineWithoutEnd_IsALineToo() => Assert.That(ReadAll("one\r\n\ntw"), Is.EqualTo(new[] { "one", "", "tw" }));

        [Test]
        public void Read_EndlessLine_IsCutAndTheNextOneWhole()
        {
            var lines = ReadAll(new string('x', 5 * BoundedLines.Longest) + "\nnext\n");

            Assert.That(lines.Select(line => line.Length), Is.EqualTo(new[] { BoundedLines.Longest, 4 }));
        }

        private static List<string> ReadAll(string text)
        {
            BoundedLines reader = new(new StringReader(text));
            List<string> lines = [];
            while (reader.Read() is { } line)
            {
                lines.Add(line);
            }

            return lines;
        }
    }
}
