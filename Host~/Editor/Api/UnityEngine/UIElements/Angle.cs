namespace UnityEngine.UIElements
{
    public struct Angle
    {
        private readonly float _degrees;

        public Angle(float value)
        {
            _degrees = value;
        }

        public float value => _degrees;

        public static implicit operator Angle(float value) => new Angle(value);

        public static Angle Degrees(float value) => new Angle(value);

        public static Angle Radians(float value) => new Angle(value * Mathf.Rad2Deg);

        public float ToDegrees() => _degrees;

        public float ToRadians() => _degrees * Mathf.Deg2Rad;
    }
}
