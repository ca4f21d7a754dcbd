using System;
using System.Threading.Tasks;
using Saccade.Training.Download;
using Spectre.Console;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>Shows a moving bar on a terminal for each file, with its speed and the time left.</summary>
    internal sealed class BarPullDisplay(IAnsiConsole console) : IPullDisplay, IDownloadObserver
    {
        private ProgressContext? _context;
        private ProgressTask? _task;
        private string? _file;
        private long _start;

        public Task<T> ShowAsync<T>(Func<IDownloadObserver, Task<T>> pull) => console.Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new DownloadedColumn { Base = FileSizeBase.Decimal },
                    new TransferSpeedColumn { Base = FileSizeBase.Decimal },
                    new RemainingTimeColumn())
                .StartAsync(context =>
                {
                    _context = context;
                    return pull(this);
                });

        public void OnNote(string text) => console.WriteLine(text);

        public void OnBytes(string file, long received, long? total)
        {
            if (file != _file || received < _start)
            {
                // The bar is what this command downloads: bytes that were here before would pass for speed.
                _task = file == _file ? _task! : _context!.AddTask(Markup.Escape(file));
                _task.Description = Markup.Escape(received == 0 ? file : $"{file} from {ByteCount.Describe(received)} on");
                (_file, _start) = (file, received);
            }

            _task!.MaxValue = (total ?? received) - _start;
            _task.Value = received - _start;
        }
    }
}
