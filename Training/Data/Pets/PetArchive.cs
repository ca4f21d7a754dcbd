namespace Saccade.Training.Data.Pets
{
    /// <summary>An archive of Oxford-IIIT Pet.</summary>
    /// <param name="Name">Its file name.</param>
    /// <param name="Folder">The folder that all of it lies in.</param>
    /// <param name="Length">Its length in bytes.</param>
    /// <param name="Md5">Its MD5 in lower-case digits.</param>
    internal sealed record PetArchive(string Name, string Folder, long Length, string Md5);
}
