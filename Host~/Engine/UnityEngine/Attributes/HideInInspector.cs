using System;

namespace UnityEngine
{
    public sealed class HideInInspector : Attribute
    {
    }
}
