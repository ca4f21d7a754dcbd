using System;
using System.Threading.Tasks;
using Saccade.Progress;
using Saccade.Training.Download;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>Writes a line for each file and up to four a second while it comes, for the program that started this one.</summary>
    internal sealed class JsonPullDisplay(JsonStream stream, TimeProvider time) : IPullDisplay, IDownloadObserver
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

        private string? _file;
        private long _told;

        public Task<T> ShowAsync<T>(Func<IDownloadObserver, Task<T>> pull) => pull(this);

        public void OnNote(string text) => stream.BeginPhase(text);

        public void OnBytes(string file, long received, long? total)
        {
            if (file == _file && received != total && time.GetElapsedTime(_told) < Interval)
            {
                return;
            }

            (_file, _told) = (file, time.GetTimestamp());
            stream.SetPhase($"Downloading {file}");
            stream.Write(
                ProgressStream.Download.Kind,
                (ProgressStream.Download.File, file),
                (ProgressStream.Download.Received, received),
                (ProgressStream.Download.Total, total));
        }
    }
}
