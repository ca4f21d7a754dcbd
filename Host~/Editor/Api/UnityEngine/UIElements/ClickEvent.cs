namespace UnityEngine.UIElements
{
    public sealed class ClickEvent : EventBase<ClickEvent>
    {
        public ClickEvent()
        {
            bubbles = true;
        }
    }
}
