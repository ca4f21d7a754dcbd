using System;

namespace UnityEngine
{
    public sealed class AddComponentMenu : Attribute
    {
        public AddComponentMenu(string menuName)
            : this(menuName, 0)
        {
        }

        public AddComponentMenu(string menuName, int order)
        {
            componentMenu = menuName;
        }

        public string componentMenu { get; }
    }
}
