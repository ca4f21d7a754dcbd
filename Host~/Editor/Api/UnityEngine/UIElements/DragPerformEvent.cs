namespace UnityEngine.UIElements
{
    public class DragPerformEvent : EventBase<DragPerformEvent>
    {
        public DragPerformEvent()
        {
            bubbles = true;
        }
    }
}
