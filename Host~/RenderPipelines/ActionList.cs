#nullable disable // As the class that it serves.
using System;
using System.Collections;
using System.Collections.Generic;
using UnityEngine.Rendering;

namespace Saccade.Host.RenderPipelines
{
    /// <summary>
    /// A camera's capture actions, and the walk through them. Unity's is a set's enumerator: who adds or removes an action while they are
    /// called ends the walk with an exception.
    /// </summary>
    internal sealed class ActionList : IEnumerator<Action<RenderTargetIdentifier, CommandBuffer>>
    {
        private readonly List<Action<RenderTargetIdentifier, CommandBuffer>> _actions = [];
        private int _next;
        private bool _hasChanged;

        internal bool IsEmpty => _actions.Count == 0;

        public Action<RenderTargetIdentifier, CommandBuffer> Current => _actions[_next - 1];

        object IEnumerator.Current => Current;

        internal void Add(Action<RenderTargetIdentifier, CommandBuffer> action)
        {
            if (!_actions.Contains(action))
            {
                _actions.Add(action);
                _hasChanged = true;
            }
        }

        internal void Remove(Action<RenderTargetIdentifier, CommandBuffer> action) => _hasChanged |= _actions.Remove(action);

        public bool MoveNext()
        {
            if (_hasChanged)
            {
                throw new InvalidOperationException(
                    "CameraCaptureBridge: an action was added or removed while a camera's actions were called. Do it before the camera is "
                    + "rendered, or after it.");
            }

            return _next++ < _actions.Count;
        }

        public void Reset()
        {
            _next = 0;
            _hasChanged = false;
        }

        public void Dispose()
        {
        }
    }
}
