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

        /// <summary>Tells every listener that scripts are about to be unloaded.</summary>
        public static void BeginReload() => AssemblyReloadEvents.RaiseBefore();
    }
}
