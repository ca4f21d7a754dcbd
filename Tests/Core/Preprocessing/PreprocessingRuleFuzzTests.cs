using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Preprocessing
{
    public sealed class PreprocessingRuleFuzzTests
    {
        private static readonly string[] Fragments =
        {
            "null", "true", "[]", "{}", "[1, 2]", "\"\"", "\"ViT\"", "-1", "0", "1e400", "1e-400", "NaN", "Infinity", "3.5",
            "99999999999999999999999", "{\"height\": 3}", "{\"shortest_edge\": null}", ",", ":", "\"size\"", "\"crop_size\"",
            "\"image_processor_type\"", "\"pretrained_cfg\"", "\"mean\"", "\u0000",
        };

        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-test-").FullName;

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [TestCase("huggingface/preprocessing/vit-2021/preprocessor_config.json")]
        [TestCase("huggingface/preprocessing/dinov2/preprocessor_config.json")]
        [TestCase("huggingface/preprocessing/vit-rectangle/preprocessor_config.json")]
        public void Parse_DamagedText_IsARuleOrAModelFileException(string file)
        {
            var whole = File.ReadAllText(Fixtures.Find(file.Split('/')));

            Fuzz(whole, 2000, text => PreprocessingRule.Parse(text, "p.json"));
        }

        [Test]
        public void ReadFolder_DamagedTimmConfig_IsARuleOrAModelFileException()
        {
            var whole = File.ReadAllText(Fixtures.Find("huggingface", "timm", "config.json"));
            var path = Path.Combine(_folder, "config.json");

            Fuzz(whole, 1000, text =>
            {
                File.WriteAllText(path, text);
                return PreprocessingRule.ReadFolder(_folder);
            });
        }

        private static void Fuzz(string whole, int count, Func<string, PreprocessingRule> read)
        {
            Random random = new(7);
            var rules = 0;
            for (var i = 0; i < count; i++)
            {
                var text = Damage(whole, random);
                try
                {
                    var rule = read(text);
                    rules++;
                    Assert.That(rule.CreateNormalizationTable().All(float.IsFinite), Is.True, text);
                    Assert.That(PreprocessingRule.Parse(rule.ToJson(), "written").Describe(), Is.EqualTo(rule.Describe()), text);
                }
                catch (ModelFileException e)
                {
                    Assert.That(e.Message, Is.Not.Empty);
                }
            }

            Assert.That(rules, Is.InRange(1, count - 1), "some damage is harmless, some is not");
        }

        // Values are replaced, text is inserted and cut, so that both the JSON and what it says become wrong.
        private static string Damage(string whole, Random random)
        {
            var at = random.Next(whole.Length);
            var fragment = Fragments[random.Next(Fragments.Length)];
            switch (random.Next(4))
            {
                case 0:
                    return whole[..at];
                case 1:
                    return whole.Insert(at, fragment);
                case 2:
                    return whole.Remove(at, random.Next(whole.Length - at));
                default:
                    var colon = whole.IndexOf(": ", at, StringComparison.Ordinal);
                    var end = colon < 0 ? -1 : whole.IndexOfAny(new[] { ',', '\n' }, colon);
                    return end < 0 ? whole : whole.Remove(colon + 2, end - colon - 2).Insert(colon + 2, fragment);
            }
        }
    }
}
