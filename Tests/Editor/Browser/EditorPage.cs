using System;
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
        internal Task SelectAsync(string name) =>
            Hierarchy.GetByTestId("object").GetByText(name, new() { Exact = true }).First.ClickAsync();

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
