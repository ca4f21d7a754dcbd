namespace UnityEngine.UIElements
{
    public enum ArcDirection
    {
        Clockwise = 0,
        CounterClockwise = 1,
    }
}
