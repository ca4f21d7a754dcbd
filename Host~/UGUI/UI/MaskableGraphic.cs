namespace UnityEngine.UI
{
    public abstract class MaskableGraphic : Graphic
    {
    }
}
