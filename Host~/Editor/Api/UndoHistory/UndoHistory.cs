using System.Collections.Generic;
using System.Linq;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>What was done and what was taken back, in groups. Main thread only.</summary>
    internal sealed class UndoHistory
    {
        /// <summary>Steps that are kept; of older ones whole groups are forgotten.</summary>
        internal const int MaximumSteps = 1000;

        private readonly List<UndoStep> _done = [];
        private readonly List<UndoStep> _undone = [];
        private readonly List<(Object Target, ObjectValues Before, string Name, int Group)> _recorded = [];
        private string? _groupName;

        internal int Group { get; private set; } = 1;

        internal int StepCount => _done.Count;

        internal string? NextUndoName => _done.LastOrDefault()?.Name;

        internal string? NextRedoName => _undone.LastOrDefault()?.Name;

        internal void BeginGroup()
        {
            Flush();
            Group++;
            _groupName = null;
        }

        internal void Record(Object target, string name)
        {
            // The values from before the event are those of the first call.
            if (!_recorded.Exists(recorded => ReferenceEquals(recorded.Target, target) && recorded.Group == Group))
            {
                _recorded.Add((target, new ObjectValues(target), name, Group));
            }
        }

        internal void Flush()
        {
            foreach (var (target, before, name, group) in _recorded.ToArray())
            {
                foreach (var step in target == null ? [] : before.DifferencesFrom(target))
                {
                    Append(step, name, group);
                }
            }

            _recorded.Clear();
        }

        internal void Add(UndoStep step, string name)
        {
            Flush();
            Append(step, name, Group);
        }

        internal void Collapse(int group)
        {
            Flush();
            foreach (var step in _done.Where(step => step.Group > group))
            {
                step.Group = group;
                step.Name = _groupName ?? step.Name;
            }
        }

        internal bool Undo()
        {
            Flush();
            if (_done.Count == 0)
            {
                return false;
            }

            var group = _done[^1].Group;
            while (_done.Count > 0 && _done[^1].Group == group)
            {
                var step = _done[^1];
                _done.RemoveAt(_done.Count - 1);
                step.Undo();
                _undone.Add(step);
            }

            BeginGroup();
            return true;
        }

        internal bool Redo()
        {
            Flush();
            if (_undone.Count == 0)
            {
                return false;
            }

            var group = _undone[^1].Group;
            while (_undone.Count > 0 && _undone[^1].Group == group)
            {
                var step = _undone[^1];
                _undone.RemoveAt(_undone.Count - 1);
                step.Redo();
                _done.Add(step);
            }

            BeginGroup();
            return true;
        }

        internal void Clear()
        {
            _done.Clear();
            _undone.Clear();
            _recorded.Clear();
            BeginGroup();
        }

        private void Append(UndoStep step, string name, int group)
        {
            step.Group = group;
            step.Name = _groupName ?? name;
            _done.Add(step);
            _undone.Clear();
            if (_done.Count > MaximumSteps && _done[0].Group != group)
            {
                var oldest = _done[0].Group;
                _done.RemoveAll(old => old.Group == oldest);
            }
        }
    }
}
