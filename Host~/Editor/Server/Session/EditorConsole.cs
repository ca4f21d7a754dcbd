using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Host.Editor.Session
{
    /// <summary>The newest messages that scene and editor logged. Safe to use from any thread.</summary>
    public sealed class EditorConsole
    {
        /// <summary>How many entries are kept; the oldest go first.</summary>
        public const int Capacity = 1000;

        private readonly object _gate = new();
        private readonly LinkedList<ConsoleEntry> _entries = new();
        private long _lastId;

        /// <summary>Raised after every change, on the thread that made it.</summary>
        public event Action? Changed;

        /// <summary>The entries, oldest first.</summary>
        public IReadOnlyList<ConsoleEntry> Read()
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }

        /// <summary>Adds a message, or counts the newest entry up if it says the same.</summary>
        public void Add(LogType type, string message, string stackTrace = "")
        {
            lock (_gate)
            {
                if (_entries.Last is { } last
                    && (last.Value.Type, last.Value.Message, last.Value.StackTrace) == (type, message, stackTrace))
                {
                    last.Value = last.Value with { Count = last.Value.Count + 1 };
                }
                else
                {
                    _entries.AddLast(new ConsoleEntry(++_lastId, type, message, stackTrace, 1));
                    if (_entries.Count > Capacity)
                    {
                        _entries.RemoveFirst();
                    }
                }
            }

            Changed?.Invoke();
        }

        /// <summary>Forgets all entries.</summary>
        public void Clear()
        {
            lock (_gate)
            {
                _entries.Clear();
            }

            Changed?.Invoke();
        }
    }
}
