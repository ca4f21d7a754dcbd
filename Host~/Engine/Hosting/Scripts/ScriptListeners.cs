using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace Saccade.Host
{
    /// <summary>
    /// What scripts have hung on things that outlive them. In Unity those are managed too and go with the scripts; here each delegate of
    /// the program's domain, and each static one of engine and editor, loses what belongs to them, found by reflection.
    /// </summary>
    internal static class ScriptListeners
    {
        private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        // .NET raises it never, Mono when a domain ends.
        private static readonly FieldInfo DomainUnload =
            typeof(AppDomain).GetField(nameof(AppDomain.DomainUnload), BindingFlags.Instance | Own)
            ?? throw new HostException("ScriptListeners: this .NET keeps the listeners of AppDomain.DomainUnload elsewhere.");

        /// <summary>Tells the scripts that their domain ends, as Mono does, and removes them everywhere.</summary>
        internal static void Remove(ScriptDomain domain)
        {
            foreach (var listener in Listeners(DomainUnload).Where(listener => IsOf(domain, listener)))
            {
                Guard.Run<EventArgs>(arguments => ((EventHandler)listener)(AppDomain.CurrentDomain, arguments), EventArgs.Empty);
            }

            foreach (var field in Delegates(typeof(AppDomain), BindingFlags.Instance).Concat(HostDelegates()))
            {
                var all = Listeners(field);
                var kept = Array.FindAll(all, listener => !IsOf(domain, listener));
                if (kept.Length < all.Length)
                {
                    field.SetValue(Owner(field), Delegate.Combine(kept));
                }
            }
        }

        private static IEnumerable<FieldInfo> HostDelegates() =>
            from assembly in AssemblyLoadContext.Default.Assemblies
            where assembly.GetName().Name!.StartsWith("Saccade.Host.", StringComparison.Ordinal)
            from type in assembly.GetTypes()
            where !type.ContainsGenericParameters
            from field in Delegates(type, BindingFlags.Static)
            select field;

        private static IEnumerable<FieldInfo> Delegates(Type type, BindingFlags kind) =>
            type.GetFields(kind | Own).Where(field => typeof(Delegate).IsAssignableFrom(field.FieldType) && !field.IsInitOnly);

        private static Delegate[] Listeners(FieldInfo field) => ((Delegate?)field.GetValue(Owner(field)))?.GetInvocationList() ?? [];

        private static AppDomain? Owner(FieldInfo field) => field.IsStatic ? null : AppDomain.CurrentDomain;

        private static bool IsOf(ScriptDomain domain, Delegate listener) =>
            (listener.Target is object target && domain.Owns(target.GetType()))
            || (listener.Method.DeclaringType is Type type && domain.Owns(type));
    }
}
