namespace UnityEngine.UIElements
{
    public class DragUpdatedEvent : EventBase<DragUpdatedEvent>
    {
        public DragUpdatedEvent()
        {
            bubbles = true;
        }
    }
}
