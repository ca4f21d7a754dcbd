using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Files
{
    /// <summary>
    /// Puts files that lie ready in a folder inside of a model folder into their places so that no reader ever sees half of a model:
    /// <c>config.json</c> is taken away first, the others are exchanged one by one, and the new <c>config.json</c> comes last.
    /// </summary>
    internal static class ModelExchange
    {
        /// <summary>Exchanges the files, or puts everything back that was there.</summary>
        /// <param name="folder">The model folder.</param>
        /// <param name="staging">The folder inside of it with the new files; what they replace is moved there too.</param>
        /// <param name="files">The new files, relative to <paramref name="staging"/> and then to <paramref name="folder"/>.</param>
        /// <param name="old">Further files of the old model, which go; those that don't exist are passed over.</param>
        /// <exception cref="IOException">A file can't be moved; the old model has been put back.</exception>
        /// <exception cref="System.UnauthorizedAccessException">A file may not be moved; the old model has been put back.</exception>
        public static void Run(string folder, string staging, IReadOnlyCollection<string> files, IEnumerable<string> old)
        {
            var replaced = Path.Combine(staging, "replaced");
            var done = new Stack<(string From, string To)>();
            void Move(string from, string to)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Move(from, to);
                done.Push((from, to));
            }

            try
            {
                foreach (var file in old.Union(files).OrderBy(file => file != ModelLayout.Config).ToArray())
                {
                    if (File.Exists(Path.Combine(folder, file)))
                    {
                        Move(Path.Combine(folder, file), Path.Combine(replaced, file));
                    }
                }

                foreach (var file in files.OrderBy(file => file == ModelLayout.Config))
                {
                    Move(Path.Combine(staging, file), Path.Combine(folder, file));
                }
            }
            catch
            {
                foreach (var (from, to) in done)
                {
                    File.Move(to, from);
                }

                throw;
            }
        }
    }
}
