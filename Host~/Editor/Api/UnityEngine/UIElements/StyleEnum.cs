using System;

namespace UnityEngine.UIElements
{
    public struct StyleEnum<T>
        where T : struct, IConvertible
    {
        public StyleEnum(T v)
        {
            value = v;
            keyword = StyleKeyword.Undefined;
        }

        public StyleEnum(StyleKeyword keyword)
        {
            value = default;
            this.keyword = keyword;
        }

        public T value { get; set; }

        public StyleKeyword keyword { get; set; }

        public static implicit operator StyleEnum<T>(StyleKeyword keyword) => new StyleEnum<T>(keyword);

        public static implicit operator StyleEnum<T>(T v) => new StyleEnum<T>(v);
    }
}
