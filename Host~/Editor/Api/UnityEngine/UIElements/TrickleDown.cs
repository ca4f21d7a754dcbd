namespace UnityEngine.UIElements
{
    public enum TrickleDown
    {
        NoTrickleDown = 0,
        TrickleDown = 1,
    }
}
