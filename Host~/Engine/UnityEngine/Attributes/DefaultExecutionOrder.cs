using System;

namespace UnityEngine
{
    [AttributeUsage(AttributeTargets.Class)]
    public class DefaultExecutionOrder : Attribute
    {
        internal DefaultExecutionOrder(int order)
        {
            this.order = order;
        }

        public int order { get; }
    }
}
