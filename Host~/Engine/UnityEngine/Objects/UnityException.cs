using System;

namespace UnityEngine
{
    public class UnityException : SystemException
    {
        public UnityException()
            : base("A Unity Runtime error occurred!")
        {
        }

        public UnityException(string message)
            : base(message)
        {
        }
    }
}
