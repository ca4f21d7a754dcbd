using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;

namespace Saccade.Host.Editor.Inspecting
{
    /// <summary>
    /// The inspector of the selected objects: of several it shows the components that all of them have. Keeps an inspector for each as long
    /// as they live and are selected. Engine thread only.
    /// </summary>
    internal sealed class InspectorReader
    {
        // What stands for several different texts.
        private const string Mixed = "\u2014";

        private List<ComponentBody> _bodies = [];

        /// <summary>A component of the first selected object, and those of the others that are shown with it.</summary>
        /// <param name="id">The first one's number.</param>
        internal static Component[] FindComponents(int id) =>
            Group(Selection.gameObjects).FirstOrDefault(components => components[0].GetInstanceID() == id) ?? [];

        internal InspectedObject? Read(InspectedObject? before)
        {
            var selected = Selection.gameObjects;
            var groups = Group(selected);
            Follow(groups);
            if (selected.Length == 0)
            {
                return null;
            }

            List<InspectedComponent> now = [.. groups.Zip(_bodies, Describe)];
            var kept = before != null && before.Components.SequenceEqual(now) ? before.Components : now;
            InspectedObject made = new(
                selected[0].GetInstanceID(), Common(selected.Select(one => one.name)), selected[0].activeSelf,
                Common(selected.Select(one => one.tag)), kept);
            return made == before ? before : made;
        }

        /// <summary>The tree that holds that element, or null.</summary>
        internal ElementPanel? FindPanel(int element) =>
            _bodies.Select(body => body.Panel).FirstOrDefault(panel => panel.Find(element) != null);

        private static string Common(IEnumerable<string> texts) => texts.Distinct().Count() == 1 ? texts.First() : Mixed;

        private static List<Component[]> Group(GameObject[] selected)
        {
            List<List<Component>> left =
                [.. selected.Select(one => one.Components.Where(component => component != null).ToList())];
            List<Component[]> groups = [];
            foreach (var component in left.Count > 0 ? left[0] : [])
            {
                Component[] group = [.. left.Select(others => others.Find(other => other.GetType() == component.GetType()))
                    .OfType<Component>()];
                if (group.Length < left.Count)
                {
                    continue;
                }

                group[0] = component;
                groups.Add(group);
                for (var i = 1; i < group.Length; i++)
                {
                    left[i].Remove(group[i]);
                }
            }

            return groups;
        }

        private static InspectedComponent Describe(Component[] components, ComponentBody body)
        {
            bool? isEnabled = components[0] switch
            {
                Behaviour behaviour => behaviour.enabled,
                Renderer renderer => renderer.enabled,
                _ => null,
            };
            return new InspectedComponent(
                components[0].GetInstanceID(), ComponentCatalogue.ToWords(components[0].GetType().Name), isEnabled,
                components[0] is not Transform, body.Read());
        }

        // As in Unity, an inspector stays, but makes its elements anew, when another component comes or goes.
        private void Follow(List<Component[]> groups)
        {
            if (_bodies.Count == groups.Count && _bodies.Zip(groups).All(pair => pair.First.IsOf(pair.Second)))
            {
                return;
            }

            var before = _bodies;
            _bodies = [];
            foreach (var group in groups)
            {
                var body = before.Find(body => body.IsOf(group));
                body?.Rebuild();
                _bodies.Add(body ?? new ComponentBody(group));
            }

            foreach (var gone in before.Except(_bodies))
            {
                gone.End();
            }
        }
    }
}
