#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public class ChangeEvent<T> : EventBase<ChangeEvent<T>>
    {
        public ChangeEvent()
        {
            bubbles = true;
        }

        public T previousValue { get; protected set; }

        public T newValue { get; protected set; }

        public static ChangeEvent<T> GetPooled(T previousValue, T newValue) =>
            new ChangeEvent<T> { previousValue = previousValue, newValue = newValue };
    }
}
