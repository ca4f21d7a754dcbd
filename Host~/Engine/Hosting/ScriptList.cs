using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>
    /// The live scripts by execution order, then by the moment they came alive. A walk goes over a copy held in a reused
    /// array: a script that one message adds is first met by the next, one that a message removes is skipped at once.
    /// </summary>
    internal sealed class ScriptList
    {
        private readonly List<MonoBehaviour> _scripts = new List<MonoBehaviour>();
        private MonoBehaviour?[] _walk = new MonoBehaviour?[64];

        internal int Count => _scripts.Count;

        internal void Add(MonoBehaviour script)
        {
            var index = _scripts.Count;
            while (index > 0 && _scripts[index - 1].ExecutionOrder > script.ExecutionOrder)
            {
                index--;
            }

            _scripts.Insert(index, script);
        }

        internal void Remove(MonoBehaviour script) => _scripts.Remove(script);

        internal void Clear() => _scripts.Clear();

        internal ReadOnlySpan<MonoBehaviour?> Snapshot()
        {
            if (_walk.Length < _scripts.Count)
            {
                _walk = new MonoBehaviour?[_scripts.Count * 2];
            }

            Array.Clear(_walk);
            _scripts.CopyTo(_walk!);
            return _walk.AsSpan(0, _scripts.Count);
        }
    }
}
