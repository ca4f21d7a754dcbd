namespace UnityEngine.UIElements
{
    public enum LineJoin
    {
        Miter = 0,
        Bevel = 1,
        Round = 2,
    }
}
