using System;
using System.IO;
using System.Threading.Tasks;
using Saccade.Training.Download;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>Prints a line for each file and each tenth of a large one: for logs, and wherever there is no terminal.</summary>
    internal sealed class PlainPullDisplay(TextWriter output) : IPullDisplay, IDownloadObserver
    {
        private const long Large = 50_000_000;

        private string? _file;
        private long _tenths;

        public Task<T> ShowAsync<T>(Func<IDownloadObserver, Task<T>> pull) => pull(this);

        public void OnNote(string text) => output.WriteLine(text);

        public void OnBytes(string file, long received, long? total)
        {
            var tenths = total > 0 ? received * 10 / total.Value : 0;
            if (file != _file)
            {
                var here = received > 0 ? $", {ByteCount.Describe(received)} of it here already" : "";
                output.WriteLine($"{file}: {(total is null ? "length unknown" : ByteCount.Describe(total.Value))}{here}");
            }
            else if (total >= Large && tenths > _tenths)
            {
                output.WriteLine($"{file}: {tenths * 10} %");
            }

            _file = file;
            _tenths = tenths;
        }
    }
}
