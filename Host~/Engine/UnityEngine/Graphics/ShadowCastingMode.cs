namespace UnityEngine.Rendering
{
    public enum ShadowCastingMode
    {
        On = 1,
        ShadowsOnly = 3,
    }
}
