namespace Saccade.Host.Editor.Menu
{
    /// <summary>An entry of the menu.</summary>
    /// <param name="Path">Its whole path, parts separated by slashes.</param>
    /// <param name="IsEnabled">Whether it can be chosen now.</param>
    public sealed record MenuEntry(string Path, bool IsEnabled);
}
