using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Saccade.Editor.Tests.Browser
{
    /// <summary>The system's Chromium, driven by Playwright, without a window.</summary>
    internal static class Chromium
    {
        /// <summary>Starts it, or skips the test with the reason.</summary>
        /// <param name="playwright">The driver.</param>
        internal static Task<IBrowser> StartAsync(IPlaywright playwright)
        {
            var program = Find();
            if (program == null)
            {
                Assert.Ignore("There is no Chromium on the PATH, and SACCADE_CHROMIUM names none: apt-get install chromium.");
            }

            return playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = program,
                Headless = true,

                // A container's root has no sandbox; the pages are this test's own.
                Args = ["--no-sandbox", "--disable-dev-shm-usage"],
            });
        }

        private static string? Find()
        {
            string[] names = ["chromium", "chromium-browser", "google-chrome"];
            var named = Environment.GetEnvironmentVariable("SACCADE_CHROMIUM");
            return !string.IsNullOrEmpty(named)
                ? named
                : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                    .SelectMany(folder => names, Path.Combine)
                    .FirstOrDefault(File.Exists);
        }
    }
}
