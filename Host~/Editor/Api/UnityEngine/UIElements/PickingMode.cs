namespace UnityEngine.UIElements
{
    public enum PickingMode
    {
        Position = 0,
        Ignore = 1,
    }
}
