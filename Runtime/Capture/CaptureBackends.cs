using System;
using System.Collections.Generic;

namespace Saccade.Capture
{
    /// <summary>
    /// The capture backends of this program, each a way to encode pictures, and the one place where one of them is chosen. Assemblies that
    /// hold one register it when the program starts, in whatever order they load. Main thread only.
    /// </summary>
    public static class CaptureBackends
    {
        // The assembly's own ones are there from the beginning: what registers at the start of the game doesn't after a script reload.
        private static readonly List<ICaptureBackend<RecordedSource>> Registered = new List<ICaptureBackend<RecordedSource>>
        {
            new ComputeCaptureBackend(), new ReadbackCaptureBackend(),
        };

        /// <summary>
        /// The <see cref="ICaptureBackend{TSource}.Name"/> of the backend that has to be taken, or null for the one of the highest
        /// <see cref="ICaptureBackend{TSource}.Priority"/> that works. Read by <see cref="Find"/>, which says what is wrong with the name:
        /// a
        /// classifier that runs already keeps its own until it is disabled and enabled.
        /// </summary>
        public static string? Preferred { get; set; }

        /// <summary>Adds a backend. One of the same name is replaced.</summary>
        /// <param name="backend">The backend to add.</param>
        public static void Register(ICaptureBackend<RecordedSource> backend)
        {
            if (backend == null)
            {
                throw new ArgumentNullException(nameof(backend));
            }

            Registered.RemoveAll(b => b.Name == backend.Name);
            var index = 0;
            while (index < Registered.Count && Registered[index].Priority > backend.Priority)
            {
                index++;
            }

            Registered.Insert(index, backend);
        }

        /// <summary>Removes a backend.</summary>
        internal static void Remove(string name) => Registered.RemoveAll(b => b.Name == name);

        /// <summary>
        /// Finds the backend of the highest priority that works here, or the <see cref="Preferred"/> one where that is set.
        /// </summary>
        /// <exception cref="NotSupportedException">
        /// None does, or the preferred one is not there or doesn't; the message says why for each.
        /// </exception>
        public static ICaptureBackend<RecordedSource> Find()
        {
            var reasons = new List<string>();
            var names = new List<string>();
            foreach (var backend in Registered)
            {
                names.Add(backend.Name);
                if (Preferred != null && Preferred != backend.Name)
                {
                    continue;
                }

                if (backend.IsSupported(out var reason))
                {
                    return backend;
                }

                reasons.Add($"{backend.Name}: {reason}");
            }

            if (Registered.Count == 0)
            {
                throw new NotSupportedException(
                    "Capture: no way to encode pictures is registered. They register when the program starts, before the first scene.");
            }

            if (Preferred == null)
            {
                throw new NotSupportedException("Capture: nothing here can encode pictures. " + string.Join(" ", reasons));
            }

            throw new NotSupportedException(
                reasons.Count == 0
                    ? $"Capture: CaptureBackends.Preferred is '{Preferred}', which there isn't. "
                        + $"Expected null, or one of: {string.Join(", ", names)}."
                    : "Capture: the preferred way to encode pictures doesn't work here. "
                        + $"{reasons[0]} Set CaptureBackends.Preferred to null.");
        }
    }
}
