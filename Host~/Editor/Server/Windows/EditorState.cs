using System.Collections.Generic;
using Saccade.Host.Editor.Dialogs;
using Saccade.Host.Editor.Inspecting;
using Saccade.Host.Editor.Menu;
using Saccade.Host.Editor.Session;

namespace Saccade.Host.Editor.Windows
{
    /// <summary>Everything that the pages show but the game's frames, as it was at one moment.</summary>
    public sealed record EditorState
    {
        /// <summary>What there is before the editor has begun.</summary>
        public static EditorState Empty { get; } = new();

        /// <summary>The menu's entries.</summary>
        public IReadOnlyList<MenuEntry> Menu { get; init; } = [];

        /// <summary>The scene's objects, each after its parent.</summary>
        public IReadOnlyList<SceneObject> Objects { get; init; } = [];

        /// <summary>The selected objects.</summary>
        public IReadOnlyList<int> SelectedIds { get; init; } = [];

        /// <summary>What the inspector shows, or null.</summary>
        public InspectedObject? Inspected { get; init; }

        /// <summary>The open windows.</summary>
        public IReadOnlyList<DockedWindow> Windows { get; init; } = [];

        /// <summary>The window in front, or 0.</summary>
        public int FrontWindow { get; init; }

        /// <summary>Grows whenever a window comes to the front.</summary>
        public long FrontCount { get; init; }

        /// <summary>The console's lines, oldest first.</summary>
        public IReadOnlyList<ConsoleEntry> Console { get; init; } = [];

        /// <summary>Whether the game plays.</summary>
        public bool IsPlaying { get; init; }

        /// <summary>Whether the game stands still.</summary>
        public bool IsPaused { get; init; }

        /// <summary>The element that asked for the keyboard last, or 0.</summary>
        public int FocusRequest { get; init; }

        /// <summary>What the user is asked, or null.</summary>
        public DialogQuestion? Dialog { get; init; }
    }
}
