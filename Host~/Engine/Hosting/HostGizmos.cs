using System;
using System.Collections.Generic;
using System.Reflection;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>
    /// What the scene view of an editor would draw of a selected object. There is no such view here: the lines are gathered, in the scene's
    /// units.
    /// </summary>
    internal static class HostGizmos
    {
        private const string Message = "OnDrawGizmosSelected";

        private static readonly List<(Vector3 From, Vector3 To, Color Color)> Lines = [];
        private static bool _isDrawing;

        /// <summary>Sends the object's scripts the message that Unity's scene view sends, and gathers what they draw.</summary>
        internal static IReadOnlyList<(Vector3 From, Vector3 To, Color Color)> Draw(GameObject selected)
        {
            Lines.Clear();
            _isDrawing = true;
            try
            {
                foreach (var script in selected.GetComponents<MonoBehaviour>())
                {
                    Gizmos.color = Color.white;
                    var method = script.GetType().GetMethod(
                        Message, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes);
                    Guard.Run(method?.CreateDelegate<Action>(script));
                }
            }
            finally
            {
                _isDrawing = false;
            }

            return Lines.ToArray();
        }

        internal static void Add(Vector3 from, Vector3 to, Color color)
        {
            if (!_isDrawing)
            {
                throw new UnityException($"Gizmo drawing functions can only be used in OnDrawGizmos and {Message}.");
            }

            Lines.Add((from, to, color));
        }
    }
}
