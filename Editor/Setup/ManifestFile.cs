using System;
using System.IO;
using System.Linq;
using System.Text;

namespace Saccade.Editor.Setup
{
    /// <summary>A project's <c>Packages/manifest.json</c>, which is changed whole or not at all.</summary>
    internal static class ManifestFile
    {
        private static readonly UTF8Encoding Strict = new UTF8Encoding(false, true);

        /// <summary>Adds ONNX Runtime and its registry to a manifest.</summary>
        /// <param name="path">The file.</param>
        /// <returns>What was there and what is there now.</returns>
        /// <exception cref="ManifestException">Nothing was changed; the message says why.</exception>
        internal static ManifestEdit AddOnnxRuntime(string path)
        {
            try
            {
                var edit = ManifestEdit.Apply(Strict.GetString(File.ReadAllBytes(path)));
                if (edit.IsChanged)
                {
                    Replace(path, Strict.GetBytes(edit.Text));
                }

                return edit;
            }
            catch (ManifestException e)
            {
                throw new ManifestException($"{path}: can't be changed: {e.Message} Nothing was written.", e);
            }
            catch (ArgumentException e)
            {
                throw new ManifestException($"{path}: can't be changed: it is not UTF-8 text. Nothing was written.", e);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new ManifestException($"{path}: can't be changed: {e.Message}", e);
            }
        }

        private static void Replace(string path, byte[] content)
        {
            var unfinished = path + ".saccade-new";
            var backup = path + ".saccade-backup";
            try
            {
                File.WriteAllBytes(unfinished, content);
                File.Delete(backup);
                File.Replace(unfinished, path, backup);
                if (!File.ReadAllBytes(path).SequenceEqual(content))
                {
                    throw new IOException($"it was written, but reads differently. The file as it was before is {backup}.");
                }

                File.Delete(backup);
            }
            finally
            {
                // A replacement that was broken off may have moved the file away already.
                if (!File.Exists(path) && File.Exists(backup))
                {
                    File.Move(backup, path);
                }

                File.Delete(unfinished);
            }
        }
    }
}
