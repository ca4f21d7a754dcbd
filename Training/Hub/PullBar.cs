using System;
using System.Threading.Tasks;
using Spectre.Console;

namespace Saccade.Training.Hub
{
    /// <summary>Shows a moving bar for each file on a terminal.</summary>
    internal sealed class PullBar(IAnsiConsole console) : IPullObserver
    {
        private ProgressContext? _context;
        private ProgressTask? _task;

        /// <summary>Shows the bars while an action runs.</summary>
        internal Task Show(Func<Task> action)
        {
            return console.Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new DownloadedColumn { Base = FileSizeBase.Decimal },
                    new TransferSpeedColumn { Base = FileSizeBase.Decimal },
                    new RemainingTimeColumn())
                .StartAsync(context =>
                {
                    _context = context;
                    return action();
                });
        }

        public void OnNote(string text)
        {
            console.WriteLine($"{text}.");
        }

        public void OnFile(string file, long present, long? size)
        {
            // A file that goes on after an interruption keeps its bar.
            var description = Markup.Escape(file);
            if (_task?.Description != description)
            {
                _task = _context!.AddTask(description);
            }

            _task.IsIndeterminate = size is null;
            _task.MaxValue = Math.Max(1, size ?? 1);
            _task.Value = present;
        }

        public void OnBytes(long present)
        {
            _task!.Value = present;
        }

        public void OnFileDone()
        {
            _task!.IsIndeterminate = false;
            _task.Value = _task.MaxValue;
        }
    }
}
