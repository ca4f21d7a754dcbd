namespace UnityEngine.UIElements
{
    public enum LengthUnit
    {
        Pixel = 0,
        Percent = 1,
    }
}
