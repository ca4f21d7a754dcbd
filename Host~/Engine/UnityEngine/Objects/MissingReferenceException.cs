using System;

namespace UnityEngine
{
    public class MissingReferenceException : SystemException
    {
        public MissingReferenceException()
            : base("A Unity Runtime error occurred!")
        {
        }

        public MissingReferenceException(string message)
            : base(message)
        {
        }
    }
}
