using System;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Reading;

namespace Saccade.Core.Tests.Reading
{
    public sealed class StrictTextTests
    {
        private const string Text = "path,label\nä.jpg,Bär\n\U0001F43B.jpg,熊\n";

        [Test]
        public void Utf8_AndUtf16WithItsMark_GiveTheSameText()
        {
            var encodings = new Encoding[]
            {
                new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true),
            };
            foreach (var encoding in encodings)
            {
                var bytes = encoding.GetPreamble().Concat(encoding.GetBytes(Text)).ToArray();
                Assert.That(StrictText.Decode(bytes, "labels.csv", out var fault), Is.EqualTo(Text), fault);
            }

            Assert.That(StrictText.Decode([], "labels.csv", out _), Is.Empty);
        }

        [TestCase("path,label\n1.jpg,cat\n2.jpg,B\u00e4r\n", "labels.csv:3: the byte E4 (hexadecimal) behind '2.jpg,B' is not UTF-8")]
        [TestCase("path,label\r\n1.jpg,cat\r\n\r\n2.jpg,B\u00f6r\r\n", "labels.csv:4: the byte F6")]
        [TestCase("path,label\r1.jpg,caf\u00e9\r", "labels.csv:2: the byte E9")]
        [TestCase("\u00fc", "labels.csv:1: the byte FC")]
        public void ACodePage_IsRefused_WithFileLineAndWhatToDo(string text, string named)
        {
            Assert.That(StrictText.Decode(Encoding.Latin1.GetBytes(text), "labels.csv", out var fault), Is.Null);
            Assert.That(fault, Does.StartWith(named).And.Contains("save as UTF-8"));
        }

        [Test]
        public void Utf16WithoutItsMark_Utf32_AndHalfACharacter_AreRefused()
        {
            foreach (var bytes in new[]
            {
                new UnicodeEncoding(false, false).GetBytes("path,label\n1.jpg,cat"),
                new byte[] { 0xFF, 0xFE, 0, 0 }.Concat(Encoding.UTF32.GetBytes("path")).ToArray(),
                new byte[] { 0xFF, 0xFE, (byte)'a' },
                new byte[] { 0xFF, 0xFE, 0x00, 0xD8, (byte)'a', 0 },
                new byte[] { (byte)'a', 0xC3 },
                new byte[] { 0xED, 0xA0, 0x80 },
                new byte[] { 0xC0, 0x80 },
            })
            {
                Assert.That(StrictText.Decode(bytes, "labels.csv", out var fault), Is.Null, Convert.ToHexString(bytes));
                Assert.That(fault, Does.StartWith("labels.csv:1: ").And.Contains("save as UTF-8"));
            }
        }

        [Test]
        public void ConfigInACodePage_IsRefused_AndAPointerOfGitLfsHasItsSentence()
        {
            var path = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(path, Encoding.Latin1.GetBytes("{\"id2label\":\n{\"0\": \"B\u00e4r\"}}"));
                Assert.That(
                    () => JsonFile.ReadText(path),
                    Throws.TypeOf<ModelFileException>().With.Message.Contains($"{path}:2:").And.Message.Contains("save as UTF-8"));
                File.WriteAllText(path, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 69631\n");
                Assert.That(() => JsonFile.ReadText(path), Throws.TypeOf<ModelFileException>().With.Message.Contains("git lfs pull"));
            }
            finally
            {
                File.Delete(path);
            }
        }
    }
}
