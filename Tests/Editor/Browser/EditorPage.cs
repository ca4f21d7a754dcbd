using System;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace Saccade.Editor.Tests.Browser
{
    /// <summary>The editor as its user handles it: by what is written on it.</summary>
    internal sealed class EditorPage(IPage page)
    {
        // On two busy cores a click can take seconds to come back as a picture.
        private const float Patience = 60_000;

        /// <summary>How long the slowest thing that is waited for may take: a training, on a busy machine.</summary>
        internal const float LongPatience = 420_000;

        internal IPage Page => page;

        internal ILocator Hierarchy => page.GetByTestId("hierarchy");

        internal ILocator Inspector => page.GetByTestId("inspector");

        /// <summary>The window in front.</summary>
        internal ILocator Window => page.GetByTestId("window");

        /// <summary>Opens the editor in a page of its own.</summary>
        internal static async Task<EditorPage> OpenAsync(IBrowser browser, Uri address)
        {
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1600, Height = 900 } }).ConfigureAwait(false);
            page.SetDefaultTimeout(Patience);
            Assertions.SetDefaultExpectTimeout(Patience);
            await page.GotoAsync(address.ToString()).ConfigureAwait(false);
            await Assertions.Expect(page.GetByTestId("object").First).ToBeVisibleAsync().ConfigureAwait(false);
            return new EditorPage(page);
        }

        /// <summary>Selects a game object by its name.</summary>
        internal async Task SelectAsync(string name)
        {
            await Hierarchy.GetByTestId("object").GetByText(name, new() { Exact = true }).First.ClickAsync().ConfigureAwait(false);
            await Assertions.Expect(Inspector).ToHaveAttributeAsync("data-name", name).ConfigureAwait(false);
        }

        /// <summary>Selects a game object beside those that are selected, or takes it out of them.</summary>
        internal Task SelectTooAsync(string name) =>
            Hierarchy.GetByTestId("object").GetByText(name, new() { Exact = true }).First
                .ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });

        /// <summary>A component that the inspector shows.</summary>
        internal ILocator Component(string title) => Inspector.Locator($"[data-testid=component][data-title='{title}']");

        /// <summary>Adds a classifier to the selected objects, with what belongs to it.</summary>
        internal async Task AddClassifierAsync()
        {
            await page.GetByTestId("add-component").ClickAsync().ConfigureAwait(false);
            await page.GetByTestId("add-component-search").FillAsync("vit").ConfigureAwait(false);
            await Assertions.Expect(page.GetByTestId("add-component-option")).ToHaveCountAsync(1).ConfigureAwait(false);
            await page.GetByTestId("add-component-search").PressAsync("Enter").ConfigureAwait(false);
            foreach (var title in new[] { "Vit Classifier", "Attention Overlay", "Classification Label" })
            {
                await Assertions.Expect(Component(title)).ToHaveCountAsync(1).ConfigureAwait(false);
            }
        }

        /// <summary>How many pictures were classified, as the inspector says, once there are any.</summary>
        internal async Task<int> CountLabelsAsync()
        {
            var tab = page.GetByTestId("tab-inspector");
            if (await tab.GetAttributeAsync("aria-selected").ConfigureAwait(false) != "true")
            {
                await tab.ClickAsync().ConfigureAwait(false);
            }

            Regex counts = new(@"([1-9]\d*) classified");
            var pictures = Inspector.GetByText(counts).First;
            await Assertions.Expect(pictures).ToBeAttachedAsync().ConfigureAwait(false);
            return int.Parse(
                counts.Match(await pictures.InnerTextAsync().ConfigureAwait(false)).Groups[1].Value,
                CultureInfo.InvariantCulture);
        }

        /// <summary>Chooses an entry of the menu bar, part by part.</summary>
        internal async Task ChooseAsync(params string[] path)
        {
            var whole = "";
            foreach (var part in path)
            {
                whole += whole.Length == 0 ? part : "/" + part;
                await page.GetByTestId("menu-" + whole).ClickAsync().ConfigureAwait(false);
            }
        }

        /// <summary>Enters a value into a field of the window in front.</summary>
        internal async Task EnterAsync(string name, string value)
        {
            var field = Window.GetByTestId(name).Locator("input, textarea").First;
            await field.FillAsync(value).ConfigureAwait(false);
            await field.PressAsync("Tab").ConfigureAwait(false);
        }

        /// <summary>Presses a button of the window in front.</summary>
        internal Task PressAsync(string name) => Window.GetByTestId(name).ClickAsync();

        /// <summary>Waits until the window's state says so.</summary>
        internal Task ExpectStatusAsync(string pattern) =>
            Assertions.Expect(Window.GetByTestId("status")).ToHaveTextAsync(new Regex(pattern), new() { Timeout = LongPatience });

        /// <summary>Keeps what is to be seen now as a picture.</summary>
        internal Task KeepAsync(string name) => page.ScreenshotAsync(new() { Path = Artifacts.Screenshot(name) });
    }
}
