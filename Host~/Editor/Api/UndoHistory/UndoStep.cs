namespace Saccade.Host.Editor
{
    /// <summary>One change that can be taken back and done again.</summary>
    internal abstract class UndoStep
    {
        internal string Name { get; set; } = "";

        internal int Group { get; set; }

        internal abstract void Undo();

        internal abstract void Redo();
    }
}
