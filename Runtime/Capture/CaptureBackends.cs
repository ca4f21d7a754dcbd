using System;
using System.Collections.Generic;

namespace Saccade.Capture
{
    /// <summary>
    /// The ways to encode pictures that this program has. Assemblies that hold one register it when the program starts, so that
    /// the components know none of them.
    /// </summary>
    public static class CaptureBackends
    {
        private static readonly List<ICaptureBackend> Registered = new List<ICaptureBackend>();

        /// <summary>Adds a way to encode pictures; a later one is preferred to an earlier one, one of the same name replaced.</summary>
        /// <param name="backend">The way to add.</param>
        public static void Register(ICaptureBackend backend)
        {
            if (backend == null)
                throw new ArgumentNullException(nameof(backend));
            Registered.RemoveAll(b => b.Name == backend.Name);
            Registered.Insert(0, backend);
        }

        /// <summary>Finds the first way that works here.</summary>
        /// <exception cref="NotSupportedException">None does; the message says why for each.</exception>
        public static ICaptureBackend Find()
        {
            List<string> reasons = new List<string>();
            foreach (ICaptureBackend backend in Registered)
            {
                if (backend.IsSupported(out string reason))
                    return backend;
                reasons.Add($"{backend.Name}: {reason}");
            }

            throw new NotSupportedException(
                reasons.Count == 0
                    ? "Capture: no assembly that can encode pictures is loaded. Add Saccade.Runtime.OpenGL to the program."
                    : "Capture: nothing here can encode pictures. " + string.Join(" ", reasons));
        }
    }
}
