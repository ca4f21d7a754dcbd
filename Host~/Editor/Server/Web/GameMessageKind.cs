namespace Saccade.Host.Editor.Web
{
    /// <summary>What a page says of the game view.</summary>
    public enum GameMessageKind
    {
        /// <summary>A frame was drawn: there is room for another.</summary>
        Acknowledge,

        /// <summary>The pointer moved, or one of its buttons changed.</summary>
        Mouse,

        /// <summary>The wheel turned.</summary>
        Wheel,

        /// <summary>A key was pressed or let go.</summary>
        Key,

        /// <summary>The view lost the keyboard: every key and button is up.</summary>
        Blur,
    }
}
