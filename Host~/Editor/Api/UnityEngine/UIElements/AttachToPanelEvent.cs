namespace UnityEngine.UIElements
{
    public class AttachToPanelEvent : EventBase<AttachToPanelEvent>
    {
    }
}
