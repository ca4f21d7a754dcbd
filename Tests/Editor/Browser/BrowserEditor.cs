using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace Saccade.Editor.Tests.Browser
{
    /// <summary>The editor's program on a project of its own, and a browser to look at it.</summary>
    internal sealed class BrowserEditor : IAsyncDisposable
    {
        private IPlaywright? _playwright;
        private IBrowser? _browser;
        private EditorProcess? _editor;

        private BrowserEditor()
        {
        }

        /// <summary>The project's folder.</summary>
        internal string Project { get; } = Directory.CreateTempSubdirectory("saccade-editor-").FullName;

        /// <summary>Starts both, or skips the test with the reason.</summary>
        internal static async Task<BrowserEditor> StartAsync()
        {
            BrowserEditor made = new();
            try
            {
                made._playwright = await Playwright.CreateAsync().ConfigureAwait(false);
                made._browser = await Chromium.StartAsync(made._playwright).ConfigureAwait(false);
                made._editor = await EditorProcess.StartAsync(made.Project).ConfigureAwait(false);
                return made;
            }
            catch
            {
                await made.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        /// <summary>Opens a page.</summary>
        internal Task<EditorPage> OpenAsync() => EditorPage.OpenAsync(_browser!, _editor!.Address);

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            if (_editor != null)
            {
                await _editor.DisposeAsync().ConfigureAwait(false);
            }

            if (_browser != null)
            {
                await _browser.DisposeAsync().ConfigureAwait(false);
            }

            _playwright?.Dispose();
            Directory.Delete(Project, true);
        }
    }
}
