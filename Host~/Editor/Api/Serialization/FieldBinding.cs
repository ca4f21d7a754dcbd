#nullable disable // Holds what scripts hold, and they may hold null.
using System;
using System.Collections.Generic;
using UnityEditor;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor
{
    /// <summary>
    /// Keeps a field in step with a serialised value: what the user enters is written to all the objects, what became another value
    /// elsewhere is shown. A field whose value has not changed is left alone, whatever is being typed into it.
    /// </summary>
    internal sealed class FieldBinding<T>
    {
        private readonly BaseField<T> _field;
        private readonly SerializedProperty _property;
        private readonly Func<SerializedProperty, T> _read;
        private readonly Action<SerializedProperty, T> _write;
        private (T Value, bool IsMixed)? _shown;
        private bool _isShowing;

        internal FieldBinding(
            BaseField<T> field, SerializedProperty property, Func<SerializedProperty, T> read, Action<SerializedProperty, T> write)
        {
            _field = field;
            _property = property;
            _read = read;
            _write = write;
            if (field.tooltip.Length == 0)
            {
                field.tooltip = property.tooltip;
            }

            field.RegisterValueChangedCallback(Take);
        }

        /// <summary>Shows what the objects hold now, if that is something else than before.</summary>
        internal void Refresh()
        {
            var (value, isMixed) = (_read(_property), _property.hasMultipleDifferentValues);
            if (_shown is { } shown && shown.IsMixed == isMixed && EqualityComparer<T>.Default.Equals(shown.Value, value))
            {
                return;
            }

            _shown = (value, isMixed);
            _isShowing = true;
            try
            {
                Show(value, isMixed);
            }
            finally
            {
                _isShowing = false;
            }
        }

        private void Show(T value, bool isMixed)
        {
            if (!isMixed)
            {
                _field.value = value;
            }
            else if (!_field.showMixedValue)
            {
                _field.SetValueWithoutNotify(value);
            }

            _field.showMixedValue = isMixed;
        }

        private void Take(ChangeEvent<T> change)
        {
            var source = _property.serializedObject;
            if (_isShowing || change.target != _field || !source.IsAlive)
            {
                return;
            }

            source.UpdateIfRequiredOrScript();
            _write(_property, change.newValue);
            source.ApplyModifiedProperties();
            Refresh();
        }
    }
}
