using System.IO;

namespace Saccade.Samples.Shapes.Capture
{
    /// <summary>Files that appear under their names only when they are whole.</summary>
    internal static class WholeFile
    {
        public static void Write(string path, byte[] content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = path + ".tmp";
            try
            {
                File.WriteAllBytes(temporary, content);
                File.Move(temporary, path);
            }
            catch
            {
                // A full disk most likely: the rest of a file would only take up what little is left.
                File.Delete(temporary);
                throw;
            }
        }
    }
}
