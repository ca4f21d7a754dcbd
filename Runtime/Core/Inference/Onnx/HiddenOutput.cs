using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Saccade.Inference.Onnx
{
    /// <summary>
    /// Makes a value inside a graph one of its outputs: the tensor behind a sequence of maps can be bound to memory, the maps can't. Of a
    /// message that is written twice, protocol buffers join the lists: what has to be said is written behind the file.
    /// </summary>
    internal static class HiddenOutput
    {
        private const byte ModelGraph = 7 << 3 | 2;
        private const byte GraphOutput = 12 << 3 | 2;
        private const byte First = 1 << 3 | 2;
        private const byte Second = 2 << 3 | 2;
        private const byte FirstNumber = 1 << 3;
        private const byte Single = 1;

        /// <summary>A file's content with the output.</summary>
        /// <param name="path">The file.</param>
        /// <param name="value">The value, a tensor of singles.</param>
        public static byte[] Add(string path, string value)
        {
            var type = Wrap(Second, Wrap(First, new[] { FirstNumber, Single }));
            var output = new List<byte>(Wrap(First, Encoding.UTF8.GetBytes(value)));
            output.AddRange(type);
            var end = Wrap(ModelGraph, Wrap(GraphOutput, output.ToArray()));
            using (var file = File.OpenRead(path))
            {
                var content = new byte[file.Length + end.Length];
                var read = 0;
                for (var count = -1; count != 0; read += count)
                {
                    count = file.Read(content, read, (int)(file.Length - read));
                }

                end.CopyTo(content, read);
                return content;
            }
        }

        private static byte[] Wrap(byte tag, byte[] content)
        {
            var bytes = new List<byte> { tag };
            var rest = content.Length;
            for (; rest > 127; rest >>= 7)
            {
                bytes.Add((byte)(rest & 127 | 128));
            }

            bytes.Add((byte)rest);
            bytes.AddRange(content);
            return bytes.ToArray();
        }
    }
}
