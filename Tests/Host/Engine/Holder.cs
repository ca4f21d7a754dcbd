using System;
using Object = UnityEngine.Object;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>Destroys an asset at the end of a test.</summary>
    internal sealed class Holder<T>(T value) : IDisposable
        where T : Object
    {
        internal T Value { get; } = value;

        public void Dispose() => Object.DestroyImmediate(Value);
    }
}
