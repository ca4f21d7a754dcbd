using System.Collections.Generic;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>All values of an object at one time.</summary>
    internal sealed class ObjectValues
    {
        private readonly List<(SerializedMember Member, object? Value)> _values = [];

        internal ObjectValues(Object target)
        {
            foreach (var member in SerializedMembers.Of(target.GetType()))
            {
                if (!member.IsDerived)
                {
                    _values.Add((member, SerializedValue.Copy(member.Get(target))));
                }
            }
        }

        internal void WriteTo(Object target)
        {
            foreach (var (member, value) in _values)
            {
                member.Set(target, SerializedValue.Copy(Living(value)));
            }
        }

        internal IEnumerable<ValueStep> DifferencesFrom(Object target)
        {
            foreach (var (member, before) in _values)
            {
                var now = member.Get(target);
                if (!SerializedValue.AreEqual(before, now))
                {
                    yield return new ValueStep(target, member, before, SerializedValue.Copy(now));
                }
            }
        }

        /// <summary>The object that took a destroyed one's place.</summary>
        internal static object? Living(object? value) => value is Object reference ? ObjectHandle.Of(reference).Target : value;
    }
}
