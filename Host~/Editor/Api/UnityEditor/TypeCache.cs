#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Saccade.Host;

namespace UnityEditor
{
    /// <summary>Finds things in the scripts' assemblies.</summary>
    public static class TypeCache
    {
        private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;

        /// <summary>The methods under an attribute.</summary>
        public static MethodCollection GetMethodsWithAttribute<T>()
            where T : Attribute => new MethodCollection(
            [
                .. from assembly in ScriptDomain.Scripts
                   where assembly.GetReferencedAssemblies().Any(name => name.Name == typeof(ScriptDomain).Assembly.GetName().Name)
                   from type in assembly.GetTypes()
                   from method in type.GetMethods(All)
                   where method.IsDefined(typeof(T), false)
                   select method,
            ]);

        /// <summary>Methods that were found.</summary>
        public struct MethodCollection : IEnumerable<MethodInfo>
        {
            private readonly MethodInfo[] _methods;

            internal MethodCollection(MethodInfo[] methods)
            {
                _methods = methods;
            }

            readonly IEnumerator<MethodInfo> IEnumerable<MethodInfo>.GetEnumerator() => ((IEnumerable<MethodInfo>)_methods).GetEnumerator();

            readonly IEnumerator IEnumerable.GetEnumerator() => _methods.GetEnumerator();
        }
    }
}
