#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Text;

namespace UnityEngine
{
    public class TextAsset : Object
    {
        private readonly byte[] _bytes;

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
            _bytes = bytes;
        }

        public byte[] bytes => (byte[])_bytes.Clone();

        public string text
        {
            get
            {
                var start = _bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
                return Encoding.UTF8.GetString(_bytes, start, _bytes.Length - start);
            }
        }

        public override string ToString() => text;
    }
}
