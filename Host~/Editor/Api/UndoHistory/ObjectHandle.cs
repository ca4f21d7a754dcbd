#nullable disable // An object may be gone.
using System.Runtime.CompilerServices;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>An object through its deaths: when undo makes it anew, all steps mean the new one.</summary>
    internal sealed class ObjectHandle
    {
        private static readonly ConditionalWeakTable<Object, ObjectHandle> Known = [];

        private ObjectHandle(Object target)
        {
            Target = target;
        }

        internal Object Target { get; private set; }

        internal bool IsAlive => Target != null;

        internal static ObjectHandle Of(Object target) => Known.GetValue(target, static target => new ObjectHandle(target));

        internal void Replace(Object target)
        {
            Target = target;
            Known.AddOrUpdate(target, this);
        }
    }
}
