using System;

namespace UnityEngine
{
    public sealed class SerializeField : Attribute
    {
    }
}
