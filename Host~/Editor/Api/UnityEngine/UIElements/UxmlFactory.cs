namespace UnityEngine.UIElements
{
    /// <summary>Makes an element for UXML. There is no UXML here: it only demands what Unity demands of the two classes.</summary>
    public class UxmlFactory<TCreatedType, TTraits>
        where TCreatedType : VisualElement, new()
        where TTraits : UxmlTraits, new()
    {
    }
}
