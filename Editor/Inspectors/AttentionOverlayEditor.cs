using UnityEditor;
using UnityEngine.UIElements;

namespace Saccade.Editor.Inspectors
{
    /// <summary>The inspector of the overlay: only the controls that matter for the chosen map, and what is really shown.</summary>
    [CustomEditor(typeof(AttentionOverlay))]
    internal sealed class AttentionOverlayEditor : UnityEditor.Editor
    {
        private const long RefreshMilliseconds = 200;

        private readonly Label _shown = new Label { name = "shown" };
        private readonly HelpBox _notice = new HelpBox("", HelpBoxMessageType.Info) { name = "notice" };
        private VisualElement _head = null!;

        /// <inheritdoc/>
        public override VisualElement CreateInspectorGUI()
        {
            var root = new VisualElement();
            var map = InspectorParts.Group(serializedObject, "Map", "_source", "_head");
            _head = map[1];
            map.Add(_shown);
            root.Add(_notice);
            root.Add(map);
            root.Add(InspectorParts.Group(serializedObject, "Look", "_opacity", "_threshold", "_colorMap", "_style"));
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

        private void Refresh()
        {
            var overlay = (AttentionOverlay)target;
            if (overlay == null)
            {
                return;
            }

            InspectorParts.Show(_head, overlay.Source == AttentionSource.Head);
            InspectorParts.Tell(_notice, overlay.Notice);
            _shown.text = DescribeShown(overlay);
        }
    }
}
