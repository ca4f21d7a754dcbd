namespace UnityEngine.UIElements
{
    public struct Angle
    {
        private readonly float _degrees;

        public Angle(float value)
        {
            _degrees = value;
        }

        public static implicit operator Angle(float value) => new Angle(value);

        public float ToRadians() => _degrees * Mathf.Deg2Rad;
    }
}
