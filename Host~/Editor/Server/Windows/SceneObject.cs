namespace Saccade.Host.Editor.Windows
{
    /// <summary>An object of the scene, as the hierarchy shows it.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="ParentId">Its parent's number, or 0.</param>
    /// <param name="Depth">How many parents it has.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="IsActive">Whether it and all its parents are active.</param>
    /// <param name="HasChildren">Whether it has children.</param>
    public sealed record SceneObject(int Id, int ParentId, int Depth, string Name, bool IsActive, bool HasChildren);
}
