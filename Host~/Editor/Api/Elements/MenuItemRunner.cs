using System;
using System.Linq;
using System.Reflection;
using UnityEditor;
using UnityEngine;

namespace Saccade.Host.Editor
{
    /// <summary>Chooses entries of the menu for scripts.</summary>
    internal static class MenuItemRunner
    {
        private const BindingFlags StaticMethods = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

        /// <summary>Does what an entry does.</summary>
        /// <returns>False, with a logged error, where there is no such entry or it can't be chosen now.</returns>
        internal static bool Run(string path)
        {
            var api = typeof(MenuItem).Assembly.GetName().Name!;
            (MenuItem Item, MethodInfo Method)[] found = (
                from assembly in ScriptDomain.Scripts
                where assembly.GetReferencedAssemblies().Any(name => name.Name == api)
                from type in assembly.GetTypes()
                from method in type.GetMethods(StaticMethods)
                from item in method.GetCustomAttributes<MenuItem>()
                where item.menuItem == path
                select (item, method)).ToArray();
            var entry = found.FirstOrDefault(candidate => !candidate.Item.validate).Method;
            var check = found.FirstOrDefault(candidate => candidate.Item.validate).Method;
            if (entry is null || (check is not null && !check.CreateDelegate<Func<bool>>()()))
            {
                Debug.LogError($"ExecuteMenuItem failed because there is no menu named '{path}'");
                return false;
            }

            entry.CreateDelegate<Action>()();
            return true;
        }
    }
}
