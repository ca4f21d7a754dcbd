using System.Collections.Generic;
using System.Linq;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor.Session
{
    /// <summary>
    /// The scene as it was edited, kept while it is played: objects with their hierarchy, names, tags, layers, places and components with
    /// what a scene file would hold of them.
    /// </summary>
    internal sealed class SceneSnapshot
    {
        private readonly List<ObjectRecord> _roots;
        private readonly Color _ambientLight = RenderSettings.ambientLight;
        private readonly float _ambientIntensity = RenderSettings.ambientIntensity;

        private SceneSnapshot(List<ObjectRecord> roots)
        {
            _roots = roots;
        }

        /// <summary>Takes down the scene as it is now. Objects that are marked not to be saved are left out.</summary>
        internal static SceneSnapshot Take() => new(
        [
            .. World.GameObjects.Where(o => o.transform.parent is null && IsSaved(o)).Select(Record),
        ]);

        /// <summary>Makes the objects again, in edit mode, in a scene from which everything else is gone.</summary>
        /// <returns>What stands now for each object and component of then.</returns>
        internal IReadOnlyDictionary<Object, Object> Restore()
        {
            RenderSettings.ambientLight = _ambientLight;
            RenderSettings.ambientIntensity = _ambientIntensity;
            // By identity: destroyed objects are all equal to null, and so to each other.
            Dictionary<Object, Object> restored = new(ReferenceEqualityComparer.Instance);
            List<(ObjectRecord Record, GameObject Made)> made = [];
            foreach (var root in _roots)
            {
                Make(root, null, made, restored);
            }

            foreach (var (record, _) in made)
            {
                foreach (var component in record.Components)
                {
                    component.Fields.Restore((Component)restored[component.Original], restored);
                }
            }

            // Last, so that scripts that run in edit mode wake up with their fields set.
            foreach (var (record, gameObject) in made)
            {
                foreach (var component in record.Components)
                {
                    if (restored[component.Original] is Behaviour behaviour)
                    {
                        behaviour.enabled = component.IsEnabled;
                    }
                }

                gameObject.SetActive(record.IsActive);
            }

            return restored;
        }

        private static bool IsSaved(GameObject gameObject) => (gameObject.hideFlags & HideFlags.DontSaveInEditor) == 0;

        private static ObjectRecord Record(GameObject gameObject)
        {
            var transform = gameObject.transform;
            return new ObjectRecord
            {
                Original = gameObject,
                OriginalTransform = transform,
                Name = gameObject.name,
                Tag = gameObject.tag,
                Layer = gameObject.layer,
                HideFlags = gameObject.hideFlags,
                IsActive = gameObject.activeSelf,
                Position = transform.localPosition,
                Rotation = transform.localRotation,
                Scale = transform.localScale,
                Components =
                [
                    .. gameObject.Components.Where(component => component is not Transform).Select(component => new ComponentRecord(
                        component, (component as Behaviour)?.enabled ?? true, component.hideFlags, SerialisedFields.Of(component))),
                ],
                Children =
                [
                    .. Enumerable.Range(0, transform.childCount).Select(i => transform.GetChild(i).gameObject).Where(IsSaved)
                        .Select(Record),
                ],
            };
        }

        private static void Make(
            ObjectRecord record, Transform? parent, List<(ObjectRecord Record, GameObject Made)> made, Dictionary<Object, Object> restored)
        {
            GameObject gameObject = new(record.Name) { tag = record.Tag, layer = record.Layer, hideFlags = record.HideFlags };
            gameObject.SetActive(false);
            gameObject.transform.SetParent(parent, false);
            gameObject.transform.localPosition = record.Position;
            gameObject.transform.localRotation = record.Rotation;
            gameObject.transform.localScale = record.Scale;
            restored[record.Original] = gameObject;
            restored[record.OriginalTransform] = gameObject.transform;
            HashSet<Component> taken = [];
            foreach (var wanted in record.Components)
            {
                // A component that this one requires, or that brought this one along, has made it already.
                var type = wanted.Original.GetType();
                var component = gameObject.Components.Find(known => known.GetType() == type && !taken.Contains(known))
                    ?? gameObject.AddComponent(type);
                taken.Add(component);
                component.hideFlags = wanted.HideFlags;
                restored[wanted.Original] = component;
            }

            made.Add((record, gameObject));
            foreach (var child in record.Children)
            {
                Make(child, gameObject.transform, made, restored);
            }
        }

        private sealed class ObjectRecord
        {
            public required GameObject Original { get; init; }

            public required Transform OriginalTransform { get; init; }

            public required string Name { get; init; }

            public required string Tag { get; init; }

            public required int Layer { get; init; }

            public required HideFlags HideFlags { get; init; }

            public required bool IsActive { get; init; }

            public required Vector3 Position { get; init; }

            public required Quaternion Rotation { get; init; }

            public required Vector3 Scale { get; init; }

            public required ComponentRecord[] Components { get; init; }

            public required ObjectRecord[] Children { get; init; }
        }

        private sealed record ComponentRecord(Component Original, bool IsEnabled, HideFlags HideFlags, SerialisedFields Fields);
    }
}
