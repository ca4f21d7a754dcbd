namespace UnityEngine.UIElements
{
    public abstract class Focusable : CallbackEventHandler
    {
        public bool focusable { get; set; }
    }
}
