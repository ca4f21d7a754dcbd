#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Linq;
using Saccade.Host.Editor;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    /// <summary>Changes of the scene that the user can take back. Main thread only.</summary>
    public class Undo
    {
        private static readonly UndoHistory History = new();

        /// <summary>Called after something was taken back or done again.</summary>
        public static UndoRedoCallback undoRedoPerformed;

        /// <summary>A listener.</summary>
        public delegate void UndoRedoCallback();

        internal static string NextUndoName => History.NextUndoName;

        internal static string NextRedoName => History.NextRedoName;

        /// <summary>Keeps the object's values: how they differ when the event is over can be taken back.</summary>
        public static void RecordObject(Object objectToUndo, string name)
        {
            Demand(objectToUndo, nameof(RecordObject));
            History.Record(objectToUndo, name);
        }

        /// <summary>Adds a component; undo removes it again, and those that it needed and that were added for it.</summary>
        /// <param name="gameObject">The object that gets it.</param>
        public static T AddComponent<T>(GameObject gameObject)
            where T : Component => (T)AddComponent(gameObject, typeof(T));

        /// <summary>Adds a component; undo removes it again, and those that it needed and that were added for it.</summary>
        /// <param name="gameObject">The object that gets it.</param>
        /// <param name="type">The component's class.</param>
        /// <returns>The component, or null where the object takes no such (the console says why).</returns>
        public static Component AddComponent(GameObject gameObject, Type type)
        {
            Demand(gameObject, nameof(AddComponent));
            var before = gameObject.GetComponents<Component>();
            var added = gameObject.AddComponent(type);
            var all = gameObject.GetComponents<Component>().Except(before).ToArray();
            foreach (var component in all)
            {
                History.Add(new LifeStep(component, isCreation: true), $"Add {NiceName.Of(type.Name)}");
            }

            foreach (var component in all)
            {
                ObjectFactory.RaiseComponentWasAdded(component);
            }

            return added;
        }

        /// <summary>Destroys a component or a game object; undo brings it back with its values.</summary>
        public static void DestroyObjectImmediate(Object objectToUndo)
        {
            Demand(objectToUndo, nameof(DestroyObjectImmediate));
            if (objectToUndo is GameObject or (Component and not Transform))
            {
                LifeStep step = new(objectToUndo, isCreation: false);
                Object.DestroyImmediate(objectToUndo);
                if (objectToUndo == null)
                {
                    History.Add(step, "Destroy " + NiceName.Of(objectToUndo.GetType().Name));
                }
            }
            else
            {
                Object.DestroyImmediate(objectToUndo);
            }
        }

        /// <summary>The group that changes belong to now; changes of one group are taken back together.</summary>
        internal static int GetCurrentGroup() => History.Group;

        /// <summary>Begins another group, as the editor does by itself with each event.</summary>
        public static void IncrementCurrentGroup() => History.BeginGroup();

        /// <summary>Makes one step of everything since a group began.</summary>
        internal static void CollapseUndoOperations(int groupIndex) => History.Collapse(groupIndex);

        /// <summary>Forgets everything.</summary>
        public static void ClearAll() => History.Clear();

        /// <summary>Takes the last group back; without one it does nothing.</summary>
        public static void PerformUndo()
        {
            if (History.Undo())
            {
                undoRedoPerformed?.Invoke();
            }
        }

        /// <summary>Does again what was taken back last; after another change it does nothing.</summary>
        public static void PerformRedo()
        {
            if (History.Redo())
            {
                undoRedoPerformed?.Invoke();
            }
        }

        internal static void Add(UndoStep step, string name) => History.Add(step, name);

        private static void Demand(Object target, string method)
        {
            if (target == null)
            {
                throw new ArgumentNullException(
                    nameof(target), $"Undo.{method}: the object is null or destroyed. Expected one of the scene.");
            }
        }
    }
}
