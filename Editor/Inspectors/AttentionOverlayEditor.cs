using System.Linq;
using UnityEditor;
using UnityEngine.UIElements;

namespace Saccade.Editor.Inspectors
{
    /// <summary>The inspector of the overlay: only the controls that matter for the chosen map, and what is really shown.</summary>
    [CustomEditor(typeof(AttentionOverlay))]
    [CanEditMultipleObjects]
    internal sealed class AttentionOverlayEditor : UnityEditor.Editor
    {
        private const long RefreshMilliseconds = 200;

        /// <inheritdoc/>
        public override VisualElement CreateInspectorGUI()
        {
            // Unity may ask again, and the elements of before are dropped then: none of them is kept here.
            var overlays = targets.Cast<AttentionOverlay>().ToArray();
            var root = new VisualElement();
            var notice = new HelpBox("", HelpBoxMessageType.Info) { name = "notice" };
            var map = InspectorParts.Group(serializedObject, "Map", "_source", "_head");
            var head = map[1];
            var shown = new Label { name = "shown" };
            map.Add(shown);
            root.Add(notice);
            root.Add(map);
            root.Add(InspectorParts.Group(serializedObject, "Look", "_opacity", "_threshold", "_colorMap", "_style", "_drawsOnPicture"));
            void Refresh()
            {
                if (overlays.Any(overlay => overlay == null))
                {
                    return;
                }

                InspectorParts.Show(head, overlays.Any(overlay => overlay.Source == AttentionSource.Head));
                InspectorParts.Tell(notice, InspectorParts.Join(overlays, overlay => overlay.Notice));
                shown.text = InspectorParts.Join(overlays, DescribeShown);
            }

            root.schedule.Execute(Refresh).Every(RefreshMilliseconds);
            Refresh();
            return root;
        }

        /// <summary>What the inspector says of the map that lies over the picture.</summary>
        internal static string DescribeShown(AttentionOverlay overlay)
        {
            if (overlay.Shown == null)
            {
                return "Nothing is shown yet.";
            }

            return overlay.Shown == AttentionSource.Head ? $"Shown: head {overlay.Head}" : $"Shown: {overlay.Shown}";
        }
    }
}
