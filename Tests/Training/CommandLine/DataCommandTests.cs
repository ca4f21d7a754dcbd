using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Training.CommandLine;
using SkiaSharp;

namespace Saccade.Training.Tests.CommandLine
{
    public sealed class DataCommandTests
    {
        private TemporaryFolder _folder = null!;
        private StringWriter _output = null!;
        private StringWriter _error = null!;
        private string _data = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _output = new StringWriter();
            _error = new StringWriter();
            _data = SyntheticPictures.WriteData(_folder, count: 4);
        }

        [TearDown]
        public void DeleteFolder()
        {
            _folder.Dispose();
            _output.Dispose();
            _error.Dispose();
        }

        [Test]
        public void Show_PrintsLayoutTableSizesAndFormats()
        {
            Assert.That(Show(), Is.Zero, _error.ToString());
            Assert.That(_output.ToString().ReplaceLineEndings("\n"), Is.EqualTo(
                """
                A folder for each class: 3 classes; 12 pictures train, 6 validate, as the folders say.

                class      train  validation
                blue           4           2
                green          4           2
                red            4           2
                all           12           6

                Used: 18 pictures, of 18 files
                Left out: none
                Sizes: smallest 20 x 24, median 20 x 24, largest 20 x 24
                Formats: 18 PNG
                Pictures with copies: none
                Broken: none

                """.ReplaceLineEndings("\n")));
            Assert.That(_error.ToString(), Is.Empty);
        }

        [Test]
        public void Show_WarnsOfCopiesBrokenFilesAndRareClasses()
        {
            Copy("train/red/0.png", "train/red/copy.png");
            Copy("train/red/0.png", "validation/red/leak.png");
            Copy("train/blue/1.png", "train/red/wrong.png");
            File.WriteAllText(Find("train/green/1.png"), "no picture");
            for (var i = 0; i < 40; i++)
            {
                File.WriteAllBytes(Find($"train/blue/more{i:00}.png"), [(byte)i]);
            }

            Assert.That(Show(), Is.Zero, _error.ToString());
            Assert.That(_output.ToString().ReplaceLineEndings("\n"), Does.Contain(
                """
                Pictures with copies: 2
                  train/blue/1.png (train, blue) = train/red/wrong.png (train, red)
                  train/red/0.png (train, red) = train/red/copy.png (train, red) = validation/red/leak.png (validation, red)
                Broken: 41
                  train/blue/more00.png (train, blue): is no picture
                """.ReplaceLineEndings("\n")));
            Assert.That(_output.ToString(), Does.Contain("  and 31 more"));
            var warnings = _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(warnings, Has.Length.EqualTo(4).And.All.StartsWith("warning: "));
            Assert.That(warnings[0], Does.Contain("'blue' has 44 training pictures and 'green' 4"));
            Assert.That(warnings[1], Does.Contain("two splits, 1 times"));
            Assert.That(warnings[2], Does.Contain("two classes, 1 times"));
            Assert.That(warnings[3], Does.Contain("can't be decoded: 41"));
        }

        [Test]
        public void Show_SaysOfEveryFileWhetherItIsUsed()
        {
            Directory.CreateDirectory(Find("train/red/dark"));
            Copy("validation/red/0.png", "train/red/dark/photo");
            File.WriteAllText(Find("train/red/1.png"), "no picture");
            File.WriteAllText(Find("train/red/1.xyz"), "");
            File.WriteAllText(Find("train/blue/2.xyz"), "");
            File.WriteAllText(Find("train/blue/1.heic"), "");
            Directory.CreateDirectory(Find("train/empty"));
            File.WriteAllText(Find("notes.txt"), "");
            using (var picture = new SKBitmap(2, 2))
            {
                SyntheticPictures.Save(picture, Find("stray.png"));
            }

            const string Lines =
                """
                Used: 18 pictures, of 24 files
                Left out: 6
                  2 .xyz: train/blue/2.xyz, train/red/1.xyz
                  1 .txt: notes.txt
                  1 HEIC (can't be decoded): train/blue/1.heic
                  1 picture beside the splits: stray.png
                  1 unreadable: train/red/1.png
                  1 folder without pictures: train/empty
                Subfolders, whose pictures are of the class above them:
                  red: dark (1); 6 beside them

                """;
            Assert.That(Show(), Is.Zero, _error.ToString());
            Assert.That(_output.ToString().ReplaceLineEndings("\n"), Does.Contain(Lines.ReplaceLineEndings("\n")));
            _output.GetStringBuilder().Clear();
            Assert.That(Show("--json"), Is.Zero, _error.ToString());
            using var json = JsonDocument.Parse(_output.ToString());
            var account = json.RootElement.GetProperty("account");
            Assert.That(
                account.GetProperty("leftOut")[0].GetRawText(),
                Is.EqualTo("""{"reason":"noPicture","what":"2 .xyz","count":2,"examples":["train/blue/2.xyz","train/red/1.xyz"]}"""));
            Assert.That(
                account.GetProperty("subfolders")[0].GetProperty("folders")[0].GetRawText(),
                Is.EqualTo("""{"name":"dark","pictures":1}"""));
        }

        [Test]
        public void Show_NamesFormatsThatSkiaDoesNotKnow()
        {
            File.WriteAllText(Find("train/red/0.png"), "P2 2 1 255 0 9");
            Assert.That(Show(), Is.Zero, _error.ToString());
            Assert.That(_output.ToString(), Does.Contain("Formats: 17 PNG, 1 NETPBM"));
        }

        [TestCase("train/red/grid.png")]
        [TestCase("train/new/grid.png")]
        [TestCase("new/grid.png")]
        public void Show_WouldDrawAmongThePictures_IsRefused(string grid)
        {
            Assert.That(Show("--output", Find(grid)), Is.EqualTo(ExitCode.Error));
            Assert.That(_error.ToString(), Does.Contain($"error: {Find(grid)}: lies in the data"));
            Assert.That(Directory.GetFiles(_data, "grid.png", SearchOption.AllDirectories), Is.Empty);
        }

        [Test]
        public void Show_DrawsBesideTheClassFolders()
        {
            Assert.That(Show("--output", Find("grid.png")), Is.Zero, _error.ToString());
            Assert.That(Show(), Is.Zero, _error.ToString());
            Assert.That(_output.ToString(), Does.Contain("1 picture beside the splits: grid.png"));
        }

        [Test]
        public void Show_Json_IsOneObject()
        {
            Copy("train/red/0.png", "validation/red/leak.png");
            File.WriteAllText(Find("train/green/1.png"), "no picture");
            Assert.That(Show("--json"), Is.Zero, _error.ToString());
            using var json = JsonDocument.Parse(_output.ToString());
            var root = json.RootElement;
            Assert.That(root.GetProperty("layout").GetString(), Is.EqualTo("classFolders"));
            Assert.That(root.GetProperty("classes")[2].GetRawText(), Is.EqualTo("""{"name":"red","train":4,"validation":3,"test":0}"""));
            Assert.That(root.GetProperty("sizes").GetProperty("median").GetRawText(), Is.EqualTo("""{"width":20,"height":24}"""));
            Assert.That(root.GetProperty("formats").GetProperty("PNG").GetInt32(), Is.EqualTo(18));
            Assert.That(root.GetProperty("copies")[0][1].GetProperty("split").GetString(), Is.EqualTo("validation"));
            Assert.That(root.GetProperty("broken")[0].GetProperty("problem").GetString(), Does.StartWith("is no picture"));
            Assert.That(root.GetProperty("warnings").GetArrayLength(), Is.EqualTo(2));
        }

        [Test]
        public void Show_Count_DecodesNoPicture_AndNamesEmptyFiles()
        {
            File.WriteAllText(Find("train/green/1.png"), "no picture");
            File.WriteAllText(Find("train/red/1.png"), "");
            Assert.That(Show("--count", "--json"), Is.Zero, _error.ToString());
            using var json = JsonDocument.Parse(_output.ToString());
            var root = json.RootElement;
            Assert.That(root.GetProperty("account").GetProperty("files").GetInt32(), Is.EqualTo(18));
            Assert.That(root.GetProperty("layout").GetString(), Is.EqualTo("classFolders"));
            Assert.That(root.GetProperty("validationDrawn").GetBoolean(), Is.False);
            Assert.That(root.GetProperty("classes")[2].GetRawText(), Is.EqualTo("""{"name":"red","train":4,"validation":2,"test":0}"""));
            Assert.That(root.GetProperty("empty").EnumerateArray().Single().GetString(), Is.EqualTo(Find("train/red/1.png")));
        }

        [Test]
        public void Show_CountForAProgram_IsOneEvent()
        {
            Assert.That(Show("--count", "--progress", "json"), Is.Zero);
            Assert.That(
                _output.ToString(),
                Does.StartWith("""{"version":1,"event":"finished","layout":"classFolders",""").And.EndsWith("}\n"));
            Directory.Delete(_data, recursive: true);
            _output.GetStringBuilder().Clear();
            Assert.That(Show("--count", "--progress", "json"), Is.EqualTo(1));
            Assert.That(_output.ToString(), Does.StartWith("""{"version":1,"event":"error","message":"""));
        }

        [Test]
        public void Show_OfDataWithoutASplit_CountsThePartsThatARunWillHave_AlsoOnTheWeightsOfAnother()
        {
            _data = Find("train");
            var model = SyntheticPictures.WriteModel(_folder);
            string[] run = ["--seed", "9", "--validation-share", "0.4"];
            var output = _folder.Combine("run");
            Assert.That(
                Commands.Run(
                    ["train", "--model", model, "--data", _data, "--output", output, "--from-scratch", "--epochs", "1", .. run],
                    TextWriter.Null,
                    _error),
                Is.Zero,
                _error.ToString());
            var record = RunRecord.Read(output)!;
            Assert.That(Count(run), Is.EqualTo((record.Train!.Length, record.Validation!.Length)));
            Assert.That(Count("--seed", "3", "--model", output), Is.EqualTo((record.Train!.Length, record.Validation!.Length)));
            Assert.That(Enumerable.Range(0, 9).Select(seed => Count("--seed", $"{seed}")).Distinct().Count(), Is.GreaterThan(1));
        }

        [TestCase("--validation-share", "0", "above 0, below 1")]
        [TestCase("--validation-share", "1", "above 0, below 1")]
        [TestCase("--validation-share", "NaN", "above 0, below 1")]
        [TestCase("--model", "nowhere", "nowhere")]
        public void WrongValues_EndWithTwo(string option, string value, string message)
        {
            Assert.That(Show(option, value), Is.EqualTo(ExitCode.Usage));
            Assert.That(_error.ToString(), Does.Contain(option).And.Contain(message));
        }

        private (int Train, int Validation) Count(params string[] options)
        {
            _output.GetStringBuilder().Clear();
            Assert.That(Show(["--count", "--json", .. options]), Is.Zero, _error.ToString());
            using var json = JsonDocument.Parse(_output.ToString());
            var classes = json.RootElement.GetProperty("classes").EnumerateArray().ToArray();
            int Sum(string part) => classes.Sum(entry => entry.GetProperty(part).GetInt32());

            return (Sum("train"), Sum("validation"));
        }

        [Test]
        public void Show_DrawsTheSameSamplesForTheSameSeed()
        {
            var grid = _folder.Combine("grid.png");
            byte[] Draw(string seed)
            {
                Assert.That(Show("--output", grid, "--seed", seed), Is.Zero, _error.ToString());
                return File.ReadAllBytes(grid);
            }

            var first = Draw("1");
            Assert.That(Draw("1"), Is.EqualTo(first));
            Assert.That(Draw("2"), Is.Not.EqualTo(first));
            using var picture = SKBitmap.Decode(grid);
            Assert.That(picture.Width, Is.GreaterThan(1000));
            Assert.That(Directory.GetFiles(_folder.Path).Select(Path.GetFileName), Is.EqualTo(new[] { "grid.png" }));
        }

        [Test]
        public void Show_WhatCannotBeTrainedOn_IsAnError()
        {
            foreach (var file in Directory.GetFiles(Find("train/red")))
            {
                File.WriteAllText(file, "no picture");
            }

            Assert.That(Show(), Is.EqualTo(ExitCode.Error));
            Assert.That(_output.ToString(), Does.Contain("Broken: 4"));
            Assert.That(_error.ToString(), Does.Contain("error: ").And.Contain("class 'red' would have no training pictures"));
        }

        [Test]
        public void Show_WhereTheGridCannotBeWritten_LeavesNothing()
        {
            var grid = _folder.Combine("missing", "grid.png");
            Assert.That(Show("--output", grid), Is.EqualTo(ExitCode.Error));
            Assert.That(_error.ToString(), Does.StartWith("error: ").And.Contain("missing"));
            Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
        }

        [Test]
        public void WrongArguments_NameTheWholeCommand()
        {
            Assert.That(Commands.Run(["data", "show"], _output, _error), Is.EqualTo(ExitCode.Usage));
            Assert.That(_error.ToString(), Does.Contain("Try: saccade data show --help"));
        }

        private int Show(params string[] options) => Commands.Run(["data", "show", "--data", _data, .. options], _output, _error);

        private void Copy(string from, string to) => File.Copy(Find(from), Find(to));

        private string Find(string file) => Path.Combine([_data, .. file.Split('/')]);
    }
}
