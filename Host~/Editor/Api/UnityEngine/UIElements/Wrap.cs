namespace UnityEngine.UIElements
{
    public enum Wrap
    {
        NoWrap = 0,
        Wrap = 1,
        WrapReverse = 2,
    }
}
