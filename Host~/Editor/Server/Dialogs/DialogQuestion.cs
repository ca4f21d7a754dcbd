namespace Saccade.Host.Editor.Dialogs
{
    /// <summary>What the user is asked.</summary>
    public sealed record DialogQuestion
    {
        /// <summary>Its number: an answer to an earlier question is no answer to this one.</summary>
        public int Id { get; init; }

        /// <summary>What is asked for.</summary>
        public required DialogKind Kind { get; init; }

        /// <summary>The dialog's title.</summary>
        public required string Title { get; init; }

        /// <summary>The message, or empty.</summary>
        public string Message { get; init; } = "";

        /// <summary>The first button.</summary>
        public required string Ok { get; init; }

        /// <summary>The second button, or empty.</summary>
        public string Cancel { get; init; } = "";

        /// <summary>The third button, or empty.</summary>
        public string Other { get; init; } = "";

        /// <summary>The folder to begin in, or empty.</summary>
        public string Folder { get; init; } = "";

        /// <summary>The ending of files to show, without a dot, or empty for all.</summary>
        public string Extension { get; init; } = "";
    }
}
