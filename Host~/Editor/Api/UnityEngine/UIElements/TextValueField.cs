#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public abstract class TextValueField<TValueType> : TextInputBaseField<TValueType>
    {
        private protected TextValueField(string label)
            : base(label)
        {
        }
    }
}
