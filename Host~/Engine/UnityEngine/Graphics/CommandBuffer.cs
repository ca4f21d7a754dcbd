#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;

namespace UnityEngine.Rendering
{
    public class CommandBuffer : IDisposable
    {
        private readonly List<Action> _commands = [];

        public string name { get; set; } = "";

        public void Clear() => _commands.Clear();

        public void Release() => Dispose();

        public void Dispose()
        {
            Clear();
            GC.SuppressFinalize(this);
        }
    }
}
