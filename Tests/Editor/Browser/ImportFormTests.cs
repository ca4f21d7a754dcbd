using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Saccade.Editor.Tests.Browser
{
    /// <summary>The form for ONNX files of other tools, driven in a real browser. The pictures lie in .artifacts/editor.</summary>
    [Category("Long")]
    [NonParallelizable]
    [Platform(Include = "Linux", Reason = "The stand-in engine renders through EGL.")]
    public sealed class ImportFormTests
    {
        private static readonly string Model = Path.GetFullPath(Path.Combine(
            typeof(ImportFormTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Fixtures").Value!,
            "foreign-onnx",
            "features-then-logits.onnx"));

        [Test]
        [CancelAfter(300_000)]
        public async Task File_IsShown_AnsweredAndRunOnTheCamera()
        {
            await using var editor = await BrowserEditor.StartAsync();
            var page = await editor.OpenAsync();
            await page.SelectAsync("Main Camera");
            await page.AddClassifierAsync();
            await page.ChooseAsync("Tools", "Saccade", "Import ONNX Model…");
            await page.EnterAsync("onnx-file", Model);
            await Assertions.Expect(page.Window.GetByTestId("values-error")).ToContainTextAsync("which numbers it takes");
            await Assertions.Expect(page.Window.GetByTestId("import-model")).ToBeDisabledAsync();
            await page.KeepAsync("9-import-asks");

            await page.Window.GetByTestId("values").Locator("select").SelectOptionAsync("Mean and deviation");
            await page.Window.GetByTestId("labels").Locator("select").SelectOptionAsync("None: LABEL_0, LABEL_1, …");

            // The list of choices has changed around what was chosen.
            await Assertions.Expect(page.Window.GetByTestId("import-model")).ToBeEnabledAsync();
            await Assertions.Expect(page.Window.GetByTestId("values").Locator("select")).ToHaveValueAsync("Mean and deviation");
            await Assertions.Expect(page.Window.GetByTestId("labels").Locator("select")).ToHaveValueAsync("None: LABEL_0, LABEL_1, …");
            await page.KeepAsync("10-import-answered");
            await page.PressAsync("import-model");

            await Assertions.Expect(page.Window.GetByTestId("status")).ToContainTextAsync("Made ");
            await Assertions.Expect(page.Window.GetByTestId("status")).ToContainTextAsync(" runs features-then-logits.");
            await page.KeepAsync("11-import-runs");
        }
    }
}
