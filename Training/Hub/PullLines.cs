using System.IO;

namespace Saccade.Training.Hub
{
    /// <summary>Prints a line when a file starts and at each tenth of a large one: for logs, and wherever there is no terminal.</summary>
    internal sealed class PullLines(TextWriter output) : IPullObserver
    {
        private string _file = "";
        private long? _size;
        private long _tenth;

        public void OnNote(string text)
        {
            output.WriteLine($"{text}.");
        }

        public void OnFile(string file, long present, long? size)
        {
            (_file, _size, _tenth) = (file, size, FindTenth(present, size));
            var total = size is { } bytes ? Texts.Bytes(bytes) : "of unknown size";
            output.WriteLine(present > 0 ? $"{file}, {total}: goes on from {Texts.Bytes(present)}" : $"{file}, {total}");
        }

        public void OnBytes(long present)
        {
            var tenth = FindTenth(present, _size);
            if (tenth > _tenth && tenth < 10 && _size > 10_000_000)
            {
                output.WriteLine($"{_file}: {tenth * 10} %");
            }

            _tenth = tenth;
        }

        public void OnFileDone()
        {
        }

        private static long FindTenth(long present, long? size)
        {
            return size > 0 ? (long)(10.0 * present / size.Value) : 0;
        }
    }
}
