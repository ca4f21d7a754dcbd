using System;
using System.Globalization;
using System.IO;
using Google.Protobuf;

namespace Saccade.Training.Reports.TensorBoard
{
    /// <summary>
    /// Writes numbers over time to a file that TensorBoard shows. It grows while the run goes on, so it is whole only up to
    /// <see cref="Length"/> after <see cref="Flush"/>; whoever resumes a run goes on from there.
    /// </summary>
    internal sealed class EventFile : IDisposable
    {
        // What TensorBoard asks of a file's first record.
        private const string Version = "brain.Event:2";

        private readonly FileStream _stream;

        private EventFile(FileStream stream)
        {
            _stream = stream;
        }

        /// <summary>Bytes written so far, all of them whole records.</summary>
        internal long Length => _stream.Position;

        /// <summary>
        /// A name that TensorBoard recognises. Where others put the host's name stands ours: a model folder tells nothing of the
        /// machine that made it.
        /// </summary>
        /// <param name="started">When the run began; files of one folder are shown in this order.</param>
        internal static string MakeName(DateTimeOffset started) =>
            string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{started.ToUnixTimeSeconds()}.saccade");

        /// <summary>Begins a file; an existing one is replaced.</summary>
        /// <param name="path">The file, see <see cref="MakeName"/>.</param>
        /// <param name="started">When the run began.</param>
        /// <exception cref="IOException">The file can't be written.</exception>
        internal static EventFile Create(string path, DateTimeOffset started)
        {
            var file = new EventFile(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read));
            file.Add(new Event { WallTime = ToSeconds(started), FileVersion = Version });
            return file;
        }

        /// <summary>Goes on with a file; what was written after the length is thrown away, whole or not.</summary>
        /// <param name="path">The file.</param>
        /// <param name="length">Its <see cref="Length"/> at the state that the run goes on from.</param>
        /// <exception cref="InvalidDataException">The file doesn't hold that many bytes of whole, undamaged records.</exception>
        /// <exception cref="IOException">The file can't be read or written.</exception>
        internal static EventFile Resume(string path, long length)
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            try
            {
                var isWhole = length <= stream.Length;
                while (isWhole && stream.Position < length)
                {
                    isWhole = RecordFrame.TrySkip(stream, length);
                }

                if (!isWhole || stream.Position == 0)
                {
                    throw new InvalidDataException(
                        $"{path}: expected {length} bytes of whole records to go on from, but of {stream.Length} bytes they are damaged or "
                        + "end elsewhere. Remove the file; the run's other files hold the same numbers.");
                }

                stream.SetLength(length);
                return new EventFile(stream);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }

        /// <summary>Adds one number.</summary>
        /// <param name="tag">The curve; what stands before its first slash groups curves, as in <c>train/loss</c>.</param>
        /// <param name="step">Where on the curve.</param>
        /// <param name="value">The number, kept in single precision.</param>
        /// <param name="wallTime">When it was so.</param>
        internal void AddScalar(string tag, long step, double value, DateTimeOffset wallTime)
        {
            var summary = new Summary { Value = { new Summary.Types.Value { Tag = tag, SimpleValue = (float)value } } };
            Add(new Event { WallTime = ToSeconds(wallTime), Step = step, Summary = summary });
        }

        /// <summary>Sees to it that all of <see cref="Length"/> survives even the machine's end.</summary>
        internal void Flush() => _stream.Flush(flushToDisk: true);

        public void Dispose() => _stream.Dispose();

        private static double ToSeconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

        private void Add(Event record) => RecordFrame.Write(_stream, record.ToByteArray());
    }
}
