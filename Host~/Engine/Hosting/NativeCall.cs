using System;
using System.Reflection;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>
    /// What Unity refuses of a call that ends in native code: off the main thread, and while the engine constructs a script. The build puts
    /// <see cref="Demand"/> at the beginning of each member of which <c>unity-api.tsv</c> says so.
    /// </summary>
    internal static class NativeCall
    {
        private const BindingFlags AnyConstructor =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions;

        [ThreadStatic]
        private static Type? _constructed;

        internal static void Demand(string member)
        {
            if (_constructed is { } type)
            {
                var (kind, message) = typeof(MonoBehaviour).IsAssignableFrom(type)
                    ? (nameof(MonoBehaviour), "Awake or Start") : (nameof(ScriptableObject), "OnEnable");
                throw new UnityException(
                    $"{member} is not allowed to be called from a {kind} constructor (or instance field initializer), call it in {message} "
                    + $"instead. Called from {kind} '{type.Name}'.");
            }

            MainThread.Demand(member);
        }

        /// <summary>Makes a script as the engine does: its constructor and field initialisers may call nothing native.</summary>
        /// <param name="type">A class derived from MonoBehaviour or ScriptableObject.</param>
        /// <returns>The script; what its constructor throws is thrown on.</returns>
        internal static object Construct(Type type)
        {
            var outer = _constructed;
            _constructed = type;
            try
            {
                return Activator.CreateInstance(type, AnyConstructor, null, null, null)!;
            }
            finally
            {
                _constructed = outer;
            }
        }
    }
}
