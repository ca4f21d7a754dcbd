using System;

namespace UnityEngine
{
    [Flags]
    public enum ComputeBufferType
    {
        Default = 0,
        Raw = 1,
        Structured = 16,
    }
}
