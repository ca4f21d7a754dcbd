#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public static class INotifyValueChangedExtensions
    {
        public static bool RegisterValueChangedCallback<T>(this INotifyValueChanged<T> control, EventCallback<ChangeEvent<T>> callback)
        {
            if (control is not CallbackEventHandler handler)
                return false;
            handler.RegisterCallback(callback);
            return true;
        }

        public static bool UnregisterValueChangedCallback<T>(this INotifyValueChanged<T> control, EventCallback<ChangeEvent<T>> callback)
        {
            if (control is not CallbackEventHandler handler)
                return false;
            handler.UnregisterCallback(callback);
            return true;
        }
    }
}
