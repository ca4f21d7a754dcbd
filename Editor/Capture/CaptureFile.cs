using System;
using System.IO;

namespace Saccade.Editor.Capture
{
    /// <summary>A captured picture or its index: a file that appears under its name only when it is whole.</summary>
    internal static class CaptureFile
    {
        public static void Write(string path, byte[] content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = path + ".tmp";
            try
            {
                File.WriteAllBytes(temporary, content);
                // A picture without a line in the index is of no worth, and File.Move would refuse to replace it.
                File.Delete(path);
                File.Move(temporary, path);
            }
            catch
            {
                Remove(temporary);
                throw;
            }
        }

        // A full disk most likely: the rest of a file would only take up what little is left.
        private static void Remove(string path)
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // What hindered the write hinders this too, and is reported.
            }
        }
    }
}
