using System;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>The thread that the running engine belongs to; the scene and the graphics context may be touched from no other.</summary>
    internal static class MainThread
    {
        private static volatile int _id;

        internal static bool IsCurrent => _id == 0 || _id == Environment.CurrentManagedThreadId;

        internal static void Claim() => _id = Environment.CurrentManagedThreadId;

        internal static void Release() => _id = 0;

        internal static void Demand(string member)
        {
            if (!IsCurrent)
            {
                throw new UnityException(
                    $"{member} can only be called from the main thread: the engine runs on thread {_id}, this is thread "
                    + $"{Environment.CurrentManagedThreadId}.");
            }
        }
    }
}
