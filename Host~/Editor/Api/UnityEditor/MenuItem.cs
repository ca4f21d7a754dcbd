using System;

namespace UnityEditor
{
    /// <summary>Makes a static method an entry of the menu bar, or the check that enables one.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class MenuItem : Attribute
    {
        /// <summary>The entry's path, its parts separated by slashes.</summary>
        public string menuItem;

        /// <summary>Whether the method is a check: it returns whether the entry of the same path is enabled.</summary>
        public bool validate;

        /// <summary>Entries with lower numbers come first.</summary>
        public int priority;

        /// <summary>Makes the method an entry or its check.</summary>
        public MenuItem(string itemName, bool isValidateFunction)
            : this(itemName, isValidateFunction, isValidateFunction ? int.MinValue : 1000)
        {
        }

        /// <summary>Makes the method an entry or its check, with a place among its neighbours.</summary>
        public MenuItem(string itemName, bool isValidateFunction, int priority)
        {
            menuItem = itemName;
            validate = isValidateFunction;
            this.priority = priority;
        }
    }
}
