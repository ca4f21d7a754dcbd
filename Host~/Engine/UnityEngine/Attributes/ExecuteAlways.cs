using System;

namespace UnityEngine
{
    public sealed class ExecuteAlways : Attribute
    {
    }
}
