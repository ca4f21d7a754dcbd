using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace Saccade.Editor.Tests.Browser
{
    /// <summary>
    /// What the quickstart promises, done with mouse and keyboard in a real browser against the real program: add the classifier, capture
    /// new classes, retrain, use the model. The pictures of each step lie in .artifacts/editor.
    /// </summary>
    [NonParallelizable]
    [Platform(Include = "Linux", Reason = "The stand-in engine renders through EGL.")]
    public sealed class ThreeMinutePathTests
    {
        private const int PicturesOfEach = 40;
        private static readonly string[] NewClasses = ["cone", "cube", "heart", "star", "torus"];

        private BrowserEditor _editor = null!;

        [SetUp]
        public async Task Start() => _editor = await BrowserEditor.StartAsync();

        [TearDown]
        public async Task Stop()
        {
            if (_editor != null)
            {
                await _editor.DisposeAsync();
            }
        }

        [Test]
        [CancelAfter(900_000)]
        public async Task Path_FromTheEmptyCameraToTheNewLabel_IsDoneWithMouseAndKeyboard()
        {
            var page = await _editor.OpenAsync();
            Assert.That(page.Page.Url, Does.Not.Contain("token"), "the secret leaves the address bar");
            await page.SelectAsync("Main Camera");
            await page.KeepAsync("1-open");

            await AddClassifier(page);
            await Capture(page);
            await Retrain(page);
            await Use(page);

            Assert.That(await page.Page.GetByTestId("console-line").AllInnerTextsAsync(), Is.Empty, "the console");
        }

        [Test]
        [CancelAfter(900_000)]
        public async Task Training_OutlivesTheBrowser_AndTwoBrowsersSeeIt()
        {
            var first = await _editor.OpenAsync();
            await first.SelectAsync("Main Camera");
            await AddClassifier(first);
            await Capture(first);
            await first.PressAsync("retrain");
            await Assertions.Expect(first.Window.GetByTestId("data-layout")).ToContainTextAsync("5 classes");
            await first.EnterAsync("epochs", "3000");
            await first.PressAsync("start");
            await Assertions.Expect(first.Window.GetByTestId("progress"))
                .ToContainTextAsync(new Regex("Epoch [1-9]"), new() { Timeout = EditorPage.LongPatience });
            await first.Page.CloseAsync();

            var second = await _editor.OpenAsync();
            var third = await _editor.OpenAsync();
            foreach (var page in new[] { second, third })
            {
                await page.Page.GetByTestId("tab-window").Filter(new() { HasText = "Retrain" }).ClickAsync();
                await Assertions.Expect(page.Window.GetByTestId("progress")).ToContainTextAsync(new Regex("Epoch [1-9]"));
            }

            // What one does, the other sees; what was learnt is kept.
            await second.PressAsync("cancel");
            await third.ExpectStatusAsync("^Cancelled");
            await Assertions.Expect(third.Window.GetByTestId("resume")).ToBeEnabledAsync();
            await third.KeepAsync("6-cancelled");
            var run = Path.Combine(_editor.Project, "Runs", "retrained", "training");
            Assert.That(File.ReadLines(Path.Combine(run, "metrics.jsonl")).Count(), Is.InRange(1, 2999));

            await third.PressAsync("resume");
            await Assertions.Expect(second.Window.GetByTestId("progress"))
                .ToContainTextAsync(new Regex("Epoch [1-9]"), new() { Timeout = EditorPage.LongPatience });
            await second.PressAsync("cancel");
            await third.ExpectStatusAsync("^Cancelled");
            Assert.That(await third.CountLabelsAsync(), Is.GreaterThan(0), "the scene went on");
        }

        [Test]
        [CancelAfter(300_000)]
        public async Task TrainingTool_IsNamedWithItsVersion()
        {
            var page = await _editor.OpenAsync();

            await page.ChooseAsync("Tools", "Saccade", "Training Tool…");

            await Assertions.Expect(page.Window.GetByTestId("tool-version")).ToContainTextAsync(new Regex(@"\d+\.\d+\.\d+"));
            await Assertions.Expect(page.Window.GetByTestId("tool").First).ToContainTextAsync("Saccade.Training");
            await page.KeepAsync("7-training-tool");
        }

        [Test]
        [CancelAfter(300_000)]
        public async Task Inspector_UndoesAndRedoesByKeyboard_AndPlayStopGivesTheSceneBack()
        {
            var page = await _editor.OpenAsync();
            await page.SelectAsync("Main Camera");
            await AddClassifier(page);

            await page.Page.Keyboard.PressAsync("Control+z");
            await Assertions.Expect(page.Component("Vit Classifier")).ToHaveCountAsync(0);
            await Assertions.Expect(page.Component("Attention Overlay")).ToHaveCountAsync(0);
            await page.Page.Keyboard.PressAsync("Control+y");
            await Assertions.Expect(page.Component("Vit Classifier")).ToHaveCountAsync(1);

            // What was added while it played goes with the end of playing, as in Unity; what belongs to the scene stays.
            await page.Page.GetByTestId("play").ClickAsync();
            await Assertions.Expect(page.Page.GetByTestId("mode")).Not.ToContainTextAsync("Playing");
            await page.SelectAsync("Main Camera");
            await Assertions.Expect(page.Component("Shapes Quickstart")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Component("Vit Classifier")).ToHaveCountAsync(0);

            // What is added while it stands still is there when it plays, and afterwards.
            await page.AddClassifierAsync();
            await page.Page.GetByTestId("play").ClickAsync();
            await Assertions.Expect(page.Page.GetByTestId("mode")).ToContainTextAsync("Playing");
            await page.SelectAsync("Main Camera");
            Assert.That(await page.CountLabelsAsync(), Is.GreaterThan(0));
        }

        [Test]
        [CancelAfter(300_000)]
        public async Task GameView_TakesKeysOnceItHasTheFocus()
        {
            var page = await _editor.OpenAsync();
            await page.SelectAsync("Main Camera");
            var form = page.Inspector.GetByTestId("_className").Locator("input");
            await Assertions.Expect(form).ToHaveValueAsync("torus");

            await page.Page.GetByTestId("game-canvas").ClickAsync();
            await page.Page.Keyboard.PressAsync("ArrowRight");

            await Assertions.Expect(form).ToHaveValueAsync("star");
        }

        private static async Task AddClassifier(EditorPage page)
        {
            await page.AddClassifierAsync();
            Assert.That(await page.CountLabelsAsync(), Is.GreaterThan(0));
            await page.Component("Attention Overlay").ScrollIntoViewIfNeededAsync();
            await page.KeepAsync("2-classify");
        }

        private async Task Capture(EditorPage page)
        {
            await page.ChooseAsync("Tools", "Saccade", "Capture Dataset…");
            await page.EnterAsync("target", PicturesOfEach.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await page.PressAsync("start");
            await Assertions.Expect(page.Window.GetByTestId("progress-torus")).ToContainTextAsync(new Regex("torus: [1-9]"));
            await page.KeepAsync("3-capture");
            await page.ExpectStatusAsync("^Finished: 200 pictures of 5 classes");

            var set = Path.Combine(_editor.Project, "Datasets", "Capture");
            JObject[] index = [.. File.ReadLines(Path.Combine(set, "index.jsonl")).Select(JObject.Parse)];
            Assert.That(index.GroupBy(line => (string)line["class"]!).ToDictionary(group => group.Key, group => group.Count()),
                Is.EquivalentTo(NewClasses.ToDictionary(name => name, name => PicturesOfEach)));
            Assert.That(index.Select(line => Path.Combine(set, (string)line["file"]!)), Is.All.Exist);
            Assert.That(Directory.EnumerateFiles(set, "*.png", SearchOption.AllDirectories).Count(), Is.EqualTo(index.Length));
        }

        private async Task Retrain(EditorPage page)
        {
            await page.PressAsync("retrain");
            await Assertions.Expect(page.Window.GetByTestId("data-layout")).ToContainTextAsync("Captured: 5 classes");
            await page.KeepAsync("4-retrain");
            await page.PressAsync("start");
            await page.ExpectStatusAsync("^Finished");

            var model = Path.Combine(_editor.Project, "Runs", "retrained");
            var config = JObject.Parse(await File.ReadAllTextAsync(Path.Combine(model, "config.json")));
            Assert.That(((JObject)config["id2label"]!).Properties().Select(label => (string)label.Value!), Is.EquivalentTo(NewClasses));
            Assert.That(Path.Combine(model, "onnx", "model.onnx"), Does.Exist);
            var accuracy = Regex.Match(await page.Window.GetByTestId("status").InnerTextAsync(), @"([\d.]+) %");
            Assert.That(
                double.Parse(accuracy.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(70),
                "a fifth is chance");
        }

        private async Task Use(EditorPage page)
        {
            await page.PressAsync("use-on-camera");
            await Assertions.Expect(page.Window.GetByTestId("use-result")).ToContainTextAsync("runs retrained");
            var published = Path.Combine(_editor.Project, "Assets", "StreamingAssets", "retrained");
            Assert.That(
                Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "config.json", "preprocessor_config.json", "saccade_run.json", "model.onnx" }));
            Assert.That(
                Directory.EnumerateFiles(Path.Combine(_editor.Project, "Assets"), "*.png", SearchOption.AllDirectories), Is.Empty,
                "Unity would import every picture");

            // The label itself is drawn by the scene; the inspector says the same in words.
            await page.Page.GetByTestId("tab-inspector").ClickAsync();
            await Assertions.Expect(page.Inspector.GetByTestId("label")).ToContainTextAsync("torus");
            await page.Page.GetByTestId("tab-window").Filter(new() { HasText = "Retrain" }).ClickAsync();
            await page.KeepAsync("5-use");
        }
    }
}
