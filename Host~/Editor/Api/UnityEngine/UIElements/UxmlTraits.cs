namespace UnityEngine.UIElements
{
    public abstract class UxmlTraits
    {
    }
}
