#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Text;
using Saccade.Host;
using Unity.Collections;

namespace UnityEngine
{
    public class TextAsset : Object
    {
        private readonly NativeStorage _memory = new NativeStorage();

        public TextAsset()
            : this("")
        {
        }

        public TextAsset(string text)
            : this(Encoding.UTF8.GetBytes(text ?? ""))
        {
        }

        internal TextAsset(byte[] bytes)
        {
            _memory.Resize(bytes.Length);
            bytes.AsSpan().CopyTo(_memory.Bytes);
        }

        public byte[] bytes => _memory.Bytes.ToArray();

        public string text
        {
            get
            {
                var start = _memory.Bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
                return Encoding.UTF8.GetString(_memory.Bytes[start..]);
            }
        }

        /// <summary>The bytes where they lie, without a copy.</summary>
        public NativeArray<T> GetData<T>()
            where T : struct => new NativeArray<T>(_memory);

        public override string ToString() => text;
    }
}
