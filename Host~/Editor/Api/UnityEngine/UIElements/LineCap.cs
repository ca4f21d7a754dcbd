namespace UnityEngine.UIElements
{
    public enum LineCap
    {
        Butt = 0,
        Round = 1,
    }
}
