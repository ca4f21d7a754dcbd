using System;

namespace UnityEngine
{
    [Serializable]
    public class RectOffset
    {
        public RectOffset()
        {
        }

        public RectOffset(int left, int right, int top, int bottom)
        {
            this.left = left;
            this.right = right;
            this.top = top;
            this.bottom = bottom;
        }

        public int left { get; set; }

        public int right { get; set; }

        public int top { get; set; }

        public int bottom { get; set; }

        public int horizontal => left + right;

        public int vertical => top + bottom;

        public Rect Remove(Rect rect) => new Rect(rect.x + left, rect.y + top, rect.width - horizontal, rect.height - vertical);

        public override string ToString() => $"RectOffset (l:{left} r:{right} t:{top} b:{bottom})";

        internal RectOffset Copy() => new RectOffset(left, right, top, bottom);
    }
}
