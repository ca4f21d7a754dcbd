#nullable disable // Holds what scripts hold, and they may hold null.
using System;
using System.Reflection;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>Lets a script correct what the inspector wrote.</summary>
    internal static class ScriptValidation
    {
        private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        /// <summary>Calls the script's <c>OnValidate</c>, if it has one; what that throws is logged.</summary>
        internal static void Send(Object target)
        {
            for (var type = target is MonoBehaviour or ScriptableObject ? target.GetType() : null; type != null; type = type.BaseType)
            {
                var method = type.GetMethod("OnValidate", Own, Type.EmptyTypes);
                if (method == null)
                {
                    continue;
                }

                try
                {
                    method.CreateDelegate<Action>(target)();
                }
#pragma warning disable CA1031 // A script's failure is not the inspector's.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Debug.LogException(e, target);
                }

                return;
            }
        }
    }
}
