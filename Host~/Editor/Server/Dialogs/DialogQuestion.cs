namespace Saccade.Host.Editor.Dialogs
{
    /// <summary>What the user is asked.</summary>
    /// <param name="Id">Its number: an answer to an earlier question is no answer to this one.</param>
    /// <param name="Kind">What is asked for.</param>
    /// <param name="Title">The dialog's title.</param>
    /// <param name="Message">The message, or empty.</param>
    /// <param name="Ok">The first button.</param>
    /// <param name="Cancel">The second button, or empty.</param>
    /// <param name="Other">The third button, or empty.</param>
    /// <param name="Folder">The folder to begin in, or empty.</param>
    /// <param name="Extension">The ending of files to show, without a dot, or empty for all.</param>
    public sealed record DialogQuestion(
        int Id, DialogKind Kind, string Title, string Message, string Ok, string Cancel, string Other, string Folder, string Extension);
}
