using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>One value became another.</summary>
    internal sealed class ValueStep(Object target, SerializedMember member, object? before, object? after) : UndoStep
    {
        private readonly ObjectHandle _handle = ObjectHandle.Of(target);

        internal override void Undo() => Write(before);

        internal override void Redo() => Write(after);

        private void Write(object? value)
        {
            if (!_handle.IsAlive)
            {
                return;
            }

            member.Set(_handle.Target, SerializedValue.Copy(ObjectValues.Living(value)));
            ScriptValidation.Send(_handle.Target);
        }
    }
}
