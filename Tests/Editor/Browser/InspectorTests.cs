using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Saccade.Editor.Tests.Browser
{
    /// <summary>The classifier's inspector, driven in a real browser. The pictures lie in .artifacts/editor.</summary>
    [NonParallelizable]
    [Platform(Include = "Linux", Reason = "The stand-in engine renders through EGL.")]
    public sealed class InspectorTests
    {
        private const string Typed = "slowly";
        private const string Other = "Shapes Randomizer";
        private const float MillisecondsPerKey = 300;

        private BrowserEditor _editor = null!;

        [OneTimeSetUp]
        public async Task Start()
        {
            _editor = await BrowserEditor.StartAsync();
            var page = await _editor.OpenAsync();
            await page.SelectAsync("Main Camera");
            await page.AddClassifierAsync();
            await page.Page.CloseAsync();
        }

        [OneTimeTearDown]
        public async Task Stop()
        {
            if (_editor != null)
            {
                await _editor.DisposeAsync();
            }
        }

        [Test]
        [CancelAfter(300_000)]
        public async Task FolderTypedSlowly_WhileLiveFiguresRefresh_StandsAsTyped_AndIsTakenWithReturn()
        {
            var page = await _editor.OpenAsync();
            await page.SelectAsync("Main Camera");
            var before = await page.CountLabelsAsync();
            var folder = page.Inspector.GetByTestId("model-folder").Locator("input");
            var error = page.Inspector.GetByTestId("error");

            await folder.ClickAsync();
            await folder.PressAsync("Control+a");
            await folder.PressSequentiallyAsync(Typed, new() { Delay = MillisecondsPerKey });

            await Assertions.Expect(folder).ToHaveValueAsync(Typed);
            Assert.That(await page.CountLabelsAsync(), Is.GreaterThan(before), "the figures have gone on");
            await Assertions.Expect(error).ToBeHiddenAsync();
            await page.KeepAsync("8-typing");
            await folder.PressAsync("Enter");
            await Assertions.Expect(error).ToContainTextAsync(Typed + ": there is no such folder");

            // What is typed and not wanted goes with Escape, what was taken with undo.
            await folder.PressSequentiallyAsync("x");
            await folder.PressAsync("Escape");
            await Assertions.Expect(folder).ToHaveValueAsync(Typed);
            await page.Page.GetByTestId("hierarchy").FocusAsync();
            await page.Page.Keyboard.PressAsync("Control+z");
            await Assertions.Expect(error).ToBeHiddenAsync();
            await Assertions.Expect(folder).Not.ToHaveValueAsync(Typed);
        }

        [Test]
        [CancelAfter(300_000)]
        public async Task TwoObjects_TakeWhatIsChosenForBoth_AndKeepWhatIsLeftUntouched()
        {
            var page = await _editor.OpenAsync();
            await page.SelectAsync(Other);
            await page.AddClassifierAsync();
            var folder = page.Inspector.GetByTestId("model-folder").Locator("input");
            await folder.FillAsync("elsewhere");
            await folder.PressAsync("Enter");
            await page.SelectTooAsync("Main Camera");
            await Assertions.Expect(page.Inspector.GetByTestId("several")).ToContainTextAsync("2 classifiers are selected.");
            await Assertions.Expect(folder).ToHaveValueAsync("\u2014");

            await folder.FocusAsync();
            await Assertions.Expect(folder).ToHaveValueAsync("");
            await folder.PressAsync("Tab");
            await Assertions.Expect(folder).ToHaveValueAsync("\u2014");
            await page.KeepAsync("9-two-objects");
            await page.Inspector.GetByTestId("_provider").Locator("select").SelectOptionAsync("Cpu");

            await page.SelectAsync(Other);
            await Assertions.Expect(folder).ToHaveValueAsync("elsewhere");
            await Assertions.Expect(page.Inspector.GetByTestId("_provider").Locator("select")).ToHaveValueAsync("Cpu");
            await page.SelectAsync("Main Camera");
            await Assertions.Expect(folder).Not.ToHaveValueAsync(new Regex("^(elsewhere)?$"));
            await Assertions.Expect(page.Inspector.GetByTestId("_provider").Locator("select")).ToHaveValueAsync("Cpu");
        }
    }
}
