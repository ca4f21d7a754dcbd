using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Reports;

namespace Saccade.Training.Tests.Reports
{
    public sealed class ModelCardTests
    {
        private static readonly string[] Hostile =
        [
            "yes", "no", "null", "1e3", "0x1F", "- a", "a: b", "a #b", "\"quoted\" 'single'", "\\back\\slash\\", "line\nbreak\r\n---\n",
            "tab\t\0\u001b", "\u00e9\u00fc\u00df \u4e2d\u6587 \U0001f600 \u2028 \u202e", "[link](javascript:alert(1))",
            "<script>alert(1)</script>", "| cell |",
            "`code` *bold* _it_ ~~x~~ $m$ @user", "# heading", "&lt;", "", " ", "%YAML", "{{template}}", "\ud800 lone",
        ];

        private static ModelCardFacts Facts => new()
        {
            Name = "pets",
            ModelType = "vit",
            BaseModel = "google/vit-base-patch16-224",
            Labels = ["abyssinian", "beagle"],
            Data = "oxford-iiit-pet",
            TrainPictures = 3680,
            ValidationPictures = 3669,
            TestPictures = 0,
            Split = "validation",
            Figures =
            [
                new EvaluationFigure("accuracy", "accuracy", 0.9) { CardType = "accuracy" },
                new EvaluationFigure("macroAccuracy", "macro accuracy", 0.00001) { CardType = "accuracy" },
                new EvaluationFigure("macroF1", "macro F1", 0.5),
                new EvaluationFigure("loss", "cross-entropy loss", 0.25) { CardType = "loss", IsShare = false },
            ],
            Hyperparameters = [("learning rate", "0.0003"), ("epochs", "50")],
            Rule = PreprocessingRule.ReadFolder(Fixtures.Find("huggingface", "vit")),
        };

        [Test]
        public void Metadata_SaysWhatTheHubAsksFor()
        {
            var metadata = ReadMetadata(ModelCard.Format(Facts with { DataId = "timm/oxford-iiit-pet" }));
            Assert.That(metadata, Is.EqualTo(new[]
            {
                "library_name=transformers", "pipeline_tag=image-classification", "tags", "-=image-classification", "-=vision", "-=saccade",
                "base_model=google/vit-base-patch16-224", "datasets", "-=timm/oxford-iiit-pet", "metrics", "-=accuracy", "model-index",
                "- name=pets", "  results", "  - task", "      type=image-classification", "      name=Image Classification",
                "    dataset", "      name=oxford-iiit-pet", "      type=timm/oxford-iiit-pet", "      split=validation", "    metrics",
                "    - type=accuracy", "      name=Accuracy", "      value=0.9", "    - type=accuracy", "      name=Macro accuracy",
                "      value=0.00001", "    - type=loss", "      name=Cross-entropy loss", "      value=0.25",
            }));
        }

        [TestCase("models/base/deep")]
        [TestCase("base")]
        [TestCase("../base")]
        [TestCase("/srv/models/me")]
        [TestCase("org/name\nx: y")]
        [TestCase(null)]
        public void BaseModel_ThatIsNoIdOfTheHub_StaysOutOfTheMetadata(string? name) =>
            Assert.That(ModelCard.Format(Facts with { BaseModel = name }), Does.Not.Contain("base_model"));

        [Test]
        public void Names_WhateverTheyHold_AreReadBackFromTheMetadata_AndMarkUpNothing() =>
            Assert.Multiple(() => Array.ForEach(Hostile, RequireHarmless));

        [Test]
        public void Text_TellsClassesDataSettingsAndPreprocessing()
        {
            var card = ModelCard.Format(Facts);
            Assert.That(card, Does.Contain("abyssinian, beagle").And.Contain("3680 pictures to learn from, 3669 to validate"));
            Assert.That(card, Does.Contain("| learning rate | 0.0003 |").And.Contain("| Accuracy | 0.9 |"));
            Assert.That(card, Does.Contain("stretch to 32 x 32").And.Contain("pipeline(\"image-classification\""));
            Assert.That(ModelCard.Format(Facts with { BaseModel = null }), Does.Contain("trained from scratch"));
        }

        [Test]
        public void Write_ReplacesTheFile()
        {
            using var folder = new TemporaryFolder();
            var path = folder.Combine(ModelCard.FileName);
            File.WriteAllText(path, "earlier");
            ModelCard.Write(path, Facts);
            Assert.That(File.ReadAllText(path), Is.EqualTo(ModelCard.Format(Facts)));
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
        }

        private static void RequireHarmless(string name)
        {
            var card = ModelCard.Format(Facts with
            {
                Name = name,
                Data = name,
                DataId = name,
                Labels = [name, "beagle"],
                Hyperparameters = [(name, name)],
            });
            var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));
            var metadata = ReadMetadata(card);
            foreach (var key in new[] { "-", "- name", "      name", "      type" })
            {
                Assert.That(metadata, Does.Contain($"{key}={whole}"));
            }

            var text = card[card.IndexOf("\n---\n", StringComparison.Ordinal)..];
            var unescaped = Regex.Replace(text[..text.IndexOf("## How to use it", StringComparison.Ordinal)], @"\\[!-/:-@\[-`{-~]", "");
            Assert.That(unescaped, Does.Not.Contain("<").And.Not.Contain("[link").And.Not.Contain("*").And.Not.Contain("`code"));
            Assert.That(text.Split('\n').Count(line => line.StartsWith('#')), Is.EqualTo(7), "headings");
            var rows = unescaped.Split('\n').Where(line => line.StartsWith('|'));
            Assert.That(rows.Select(row => row.Count(character => character == '|')), Is.All.EqualTo(3));
        }

        // Block mappings and sequences of plain and double-quoted scalars, one a line: what is more than that is an error.
        private static string[] ReadMetadata(string card)
        {
            var lines = card.Split('\n');
            Assert.That(lines[0], Is.EqualTo("---"));
            return lines.Skip(1).TakeWhile(line => line != "---").Select(ReadLine).ToArray();
        }

        private static string ReadLine(string line)
        {
            const string value = " ?\"([^\"\\\\]|\\\\.)*\"| ?[A-Za-z0-9.-][A-Za-z0-9 ._-]*";
            var match = Regex.Match(line, $"^(?<key> *(- )?[a-z_-]+|-)(:| )(?<value>{value})?$");
            Assert.That(match.Success, line);

            // Some of the others end a line in YAML 1.1, or turn the direction of what follows.
            var unusual = line.EnumerateRunes().Where(rune => !rune.IsAscii || Rune.IsControl(rune));
            Assert.That(unusual, Is.All.Matches<Rune>(Rune.IsLetterOrDigit));
            var scalar = match.Groups["value"].Value.Trim();
            var text = scalar.StartsWith('"') ? Unquote(scalar[1..^1]) : scalar;
            return match.Groups["value"].Success ? $"{match.Groups["key"].Value}={text}" : match.Groups["key"].Value;
        }

        private static string Unquote(string text) =>
            Regex.Replace(text, @"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)", match =>
            {
                var escape = match.Groups[1].Value;
                return escape.Length > 1
                    ? char.ConvertFromUtf32(int.Parse(escape[1..],
                        NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                    : escape is "\\" or "\""
                        ? escape
                        : throw new InvalidDataException($"Unknown escape in {text}");
            });
    }
}
