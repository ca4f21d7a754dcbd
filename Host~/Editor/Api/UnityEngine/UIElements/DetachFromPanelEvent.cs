namespace UnityEngine.UIElements
{
    public class DetachFromPanelEvent : EventBase<DetachFromPanelEvent>
    {
    }
}
