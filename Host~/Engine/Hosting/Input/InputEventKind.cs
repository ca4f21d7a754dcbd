namespace Saccade.Host
{
    internal enum InputEventKind
    {
        Move,
        Scroll,
        Press,
        Release,
        ReleaseAll,
    }
}
