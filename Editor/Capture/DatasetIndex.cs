using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Saccade.Files;

namespace Saccade.Editor.Capture
{
    /// <summary>
    /// The list of a data set's pictures, <c>index.jsonl</c>. A picture's line is written after the picture, so what has a line is
    /// whole. The file is held open, so that no two captures write to one folder.
    /// </summary>
    internal sealed class DatasetIndex : IDisposable
    {
        public const string FileName = CapturedData.IndexFile;

        private readonly FileStream _file;

        private DatasetIndex(FileStream file, IReadOnlyList<IndexLine> lines)
        {
            _file = file;
            Lines = lines;
        }

        /// <summary>The pictures that were there when the index was opened.</summary>
        public IReadOnlyList<IndexLine> Lines { get; }

        /// <summary>Opens or begins the index of a folder: drops a half last line, and lines whose picture is gone.</summary>
        /// <exception cref="CaptureException">A line can't be understood, or the file not be written.</exception>
        public static DatasetIndex Open(string folder)
        {
            var path = Path.Combine(folder, FileName);
            FileStream? file = null;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                var text = ReadAll(file);
                var whole = text.Substring(0, text.LastIndexOf('\n') + 1);
                var kept = new List<string>();
                var lines = new List<IndexLine>();
                var rows = whole.Split('\n');
                for (var i = 0; i < rows.Length - 1; i++)
                {
                    var line = Parse(path, i + 1, rows[i]);
                    if (!File.Exists(Path.Combine(folder, line.File)))
                    {
                        continue;
                    }

                    kept.Add(rows[i] + "\n");
                    lines.Add(line);
                }

                if (kept.Count < rows.Length - 1)
                {
                    // The new list replaces the old one whole: an interruption here must not cost the lines of what is there.
                    file.Dispose();
                    CaptureFile.Write(path, Encoding.UTF8.GetBytes(string.Concat(kept)));
                    file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                }
                else
                {
                    file.SetLength(Encoding.UTF8.GetByteCount(whole));
                }

                file.Seek(0, SeekOrigin.End);
                return new DatasetIndex(file, lines);
            }
            catch (Exception e)
            {
                file?.Dispose();
                if (!(e is IOException) && !(e is UnauthorizedAccessException))
                {
                    throw;
                }

                throw new CaptureException(
                    $"{path}: can't be opened ({e.Message}). End another capture into this folder, make it writable, or choose another.",
                    e);
            }
        }

        /// <summary>Adds a line. Any one thread at a time may.</summary>
        public void Append(IndexLine line)
        {
            var before = _file.Length;
            var bytes = Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(line) + "\n");
            try
            {
                _file.Write(bytes, 0, bytes.Length);
                _file.Flush();
            }
            catch (IOException)
            {
                _file.SetLength(before);
                throw;
            }
        }

        public void Dispose() => _file.Dispose();

        private static string ReadAll(FileStream file)
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false), false, 4096, true);
            return reader.ReadToEnd();
        }

        private static IndexLine Parse(string path, int number, string row)
        {
            try
            {
                var line = JsonConvert.DeserializeObject<IndexLine>(row);
                if (line != null && line.File.Length > 0 && !Path.IsPathRooted(line.File) && !line.File.Split('/').Contains(".."))
                {
                    return line;
                }
            }
            catch (JsonException e)
            {
                throw new CaptureException(
                    $"{path}:{number}: is not a line of an index ({e.Message}). Remove it, or choose another folder.", e);
            }

            throw new CaptureException($"{path}:{number}: doesn't name a file of this folder. Remove the line, or choose another folder.");
        }
    }
}
