namespace UnityEngine
{
    public enum ComputeBufferType
    {
        Default = 0,
        Raw = 1,
        Structured = 16,
    }
}
