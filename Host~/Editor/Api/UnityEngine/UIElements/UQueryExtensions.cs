#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.

namespace UnityEngine.UIElements
{
    public static class UQueryExtensions
    {
        public static T Q<T>(this VisualElement e, string name = null, string className = null)
            where T : VisualElement
        {
            if (e is T match && (name == null || e.name == name) && (className == null || e.ClassListContains(className)))
            {
                return match;
            }

            foreach (var child in e.HierarchyChildren)
            {
                var found = child.Q<T>(name, className);
                if (found != null)
                {
                    return found;
                }
            }

            return null;
        }

        internal static VisualElement Q(this VisualElement e, string name = null, string className = null) =>
            e.Q<VisualElement>(name, className);
    }
}
