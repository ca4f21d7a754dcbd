namespace UnityEngine.UIElements
{
    public struct Length
    {
        public Length(float value)
            : this(value, LengthUnit.Pixel)
        {
        }

        public Length(float value, LengthUnit unit)
        {
            this.value = value;
            this.unit = unit;
        }

        public float value { get; set; }

        public LengthUnit unit { get; set; }

        public static implicit operator Length(float value) => new Length(value);
    }
}
