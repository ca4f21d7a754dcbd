namespace UnityEngine.UIElements
{
    public struct StyleLength
    {
        public StyleLength(float v)
            : this(new Length(v))
        {
        }

        public StyleLength(Length v)
        {
            value = v;
            keyword = StyleKeyword.Undefined;
        }

        public StyleLength(StyleKeyword keyword)
        {
            value = default;
            this.keyword = keyword;
        }

        public Length value { get; set; }

        public StyleKeyword keyword { get; set; }

        public static implicit operator StyleLength(StyleKeyword keyword) => new StyleLength(keyword);

        public static implicit operator StyleLength(float v) => new StyleLength(v);

        public static implicit operator StyleLength(Length v) => new StyleLength(v);
    }
}
