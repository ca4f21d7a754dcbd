namespace UnityEngine
{
    public enum RenderTextureFormat
    {
        ARGB32 = 0,
        ARGBHalf = 2,
        Default = 7,
        ARGBFloat = 11,
        RFloat = 14,
        R8 = 16,
    }
}
