using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>A component or a game object came or went.</summary>
    internal sealed class LifeStep : UndoStep
    {
        private readonly bool _isCreation;
        private readonly ObjectHandle _handle;
        private SavedObject? _saved;

        /// <param name="target">The object, before it goes or after it came.</param>
        /// <param name="isCreation">Whether it came.</param>
        internal LifeStep(Object target, bool isCreation)
        {
            _isCreation = isCreation;
            _handle = ObjectHandle.Of(target);
            if (!isCreation)
            {
                _saved = SavedObject.Of(target);
            }
        }

        internal override void Undo()
        {
            if (_isCreation)
            {
                Destroy();
            }
            else
            {
                _saved?.Restore();
            }
        }

        internal override void Redo()
        {
            if (_isCreation)
            {
                _saved?.Restore();
            }
            else
            {
                Destroy();
            }
        }

        private void Destroy()
        {
            if (!_handle.IsAlive)
            {
                return;
            }

            _saved = SavedObject.Of(_handle.Target);
            Object.DestroyImmediate(_handle.Target);
        }
    }
}
