namespace UnityEngine.UIElements
{
    public class Box : VisualElement
    {
        public Box()
        {
            AddToClassList("unity-box");
        }
    }
}
