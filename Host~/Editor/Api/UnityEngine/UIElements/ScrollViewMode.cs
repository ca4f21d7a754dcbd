namespace UnityEngine.UIElements
{
    public enum ScrollViewMode
    {
        Vertical = 0,
        Horizontal = 1,
        VerticalAndHorizontal = 2,
    }
}
