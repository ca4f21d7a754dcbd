using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using UnityEditor;

namespace Saccade.Host.Editor.Session
{
    /// <summary>What Unity's editor does around loading and unloading scripts.</summary>
    public static class EditorDomain
    {
        /// <summary>Calls every static method under <see cref="InitializeOnLoadMethodAttribute"/>, as after scripts were loaded.</summary>
        /// <param name="assemblies">Where to look.</param>
        public static void Load(IEnumerable<Assembly> assemblies)
        {
            ArgumentNullException.ThrowIfNull(assemblies);
            var methods = assemblies.SelectMany(assembly => assembly.GetTypes())
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(method => method.IsDefined(typeof(InitializeOnLoadMethodAttribute)));
            foreach (var method in methods)
            {
                method.Invoke(null, null);
            }
        }

        /// <summary>
        /// Loads all scripts anew, as when one of them has changed. Windows are closed before: they don't come through it here.
        /// </summary>
        /// <param name="engine">The engine, started with scripts that can be reloaded.</param>
        /// <param name="options">What Unity leaves open; what the editor adds to it is added here.</param>
        /// <returns>Tells whether the scripts of before are gone.</returns>
        internal static WeakReference Reload(HostEngine engine, ReloadOptions options) => engine.ReloadScripts(options with
        {
            Before = BeginReload,
            Loaded = domain => Load(domain.Assemblies),
            After = AssemblyReloadEvents.RaiseAfter,
        });

        private static void BeginReload()
        {
            EditorWindows.CloseAll();
            Undo.ClearAll();
            AssemblyReloadEvents.RaiseBefore();
        }
    }
}
