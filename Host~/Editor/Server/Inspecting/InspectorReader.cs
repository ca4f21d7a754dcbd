using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Host.Editor.Elements;
using UnityEditor;
using UnityEngine;

namespace Saccade.Host.Editor.Inspecting
{
    /// <summary>
    /// The inspector of the selected object: keeps a tree of elements for each of its components as long as both live.
    /// Engine thread only.
    /// </summary>
    internal sealed class InspectorReader
    {
        private readonly Dictionary<int, (ElementPanel Panel, ElementReader Reader)> _bodies = [];

        internal InspectedObject? Read(InspectedObject? before)
        {
            var selected = Selection.activeGameObject;
            List<Component> components = selected != null ? [.. selected.Components.Where(component => component != null)] : [];
            HashSet<int> ids = [.. components.Select(component => component.GetInstanceID())];
            foreach (var gone in _bodies.Keys.Where(id => !ids.Contains(id)).ToList())
            {
                EditorLoop.Panels.Remove(_bodies[gone].Panel);
                _bodies[gone].Panel.Root.SetPanel(null);
                _bodies.Remove(gone);
            }

            if (selected == null)
            {
                return null;
            }

            List<InspectedComponent> now = [.. components.Select(Read)];
            var kept = before != null && before.Components.SequenceEqual(now) ? before.Components : now;
            InspectedObject made = new(selected.GetInstanceID(), selected.name, selected.activeSelf, selected.tag, kept);
            return made == before ? before : made;
        }

        /// <summary>The tree that holds that element, or null.</summary>
        internal ElementPanel? FindPanel(int element) =>
            _bodies.Values.Select(body => body.Panel).FirstOrDefault(panel => panel.Find(element) != null);

        private InspectedComponent Read(Component component)
        {
            var id = component.GetInstanceID();
            if (!_bodies.TryGetValue(id, out var body))
            {
                body = (new ElementPanel(ComponentBody.Create(component)), new ElementReader());
                _bodies[id] = body;
                EditorLoop.Panels.Add(body.Panel);
            }

            bool? isEnabled = component switch
            {
                Behaviour behaviour => behaviour.enabled,
                Renderer renderer => renderer.enabled,
                _ => null,
            };
            return new InspectedComponent(
                id, ComponentCatalogue.ToWords(component.GetType().Name), isEnabled, component is not Transform,
                body.Reader.Read(body.Panel));
        }
    }
}
