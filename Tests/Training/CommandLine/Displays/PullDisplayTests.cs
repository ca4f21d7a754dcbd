using System.IO;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Training.CommandLine.Displays;
using Saccade.Training.Download;
using Saccade.Training.Hub;
using Spectre.Console;

namespace Saccade.Training.Tests.CommandLine.Displays
{
    public sealed class PullDisplayTests
    {
        private static readonly PullReport Report = new("model", new string('a', 40), 100_000_000, false);

        [Test]
        public async Task Plain_HasALineForEachFile_AndEachTenthOfALargeOne()
        {
            var output = new StringWriter { NewLine = "\n" };
            var report = await new PlainPullDisplay(output).ShowAsync(Pull);
            Assert.That(report, Is.SameAs(Report));
            Assert.That(
                output.ToString(),
                Is.EqualTo(
                    """
                    [a note]
                    config.json: 512 bytes
                    model.safetensors: 100.0 MB, 20.0 MB of it here already
                    model.safetensors: 30 %
                    model.safetensors: 100 %

                    """));
        }

        [Test]
        public async Task TheBar_ShowsFilesBytesAndNotes_OfThisCommandAlone()
        {
            var output = new StringWriter();
            var console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
            });
            console.Profile.Width = 140;
            var report = await new BarPullDisplay(console).ShowAsync(Pull);
            Assert.That(report, Is.SameAs(Report));
            Assert.That(
                output.ToString(),
                Does.Contain("[a note]").And.Contain("config.json").And.Contain("model.safetensors from 20.0 MB on").And.Contain("80.0"));
        }

        private static Task<PullReport> Pull(IDownloadObserver observer)
        {
            observer.OnNote("[a note]");
            observer.OnBytes("config.json", 0, 512);
            observer.OnBytes("config.json", 512, 512);
            foreach (var received in new[] { 20_000_000, 29_000_000, 30_000_000, 31_000_000, 100_000_000 })
            {
                observer.OnBytes("model.safetensors", received, 100_000_000);
            }

            return Task.FromResult(Report);
        }
    }
}
