namespace UnityEngine.UIElements
{
    public struct StyleColor
    {
        public StyleColor(Color v)
        {
            value = v;
            keyword = StyleKeyword.Undefined;
        }

        public StyleColor(StyleKeyword keyword)
        {
            value = default;
            this.keyword = keyword;
        }

        public Color value { get; set; }

        public StyleKeyword keyword { get; set; }

        public static implicit operator StyleColor(StyleKeyword keyword) => new StyleColor(keyword);

        public static implicit operator StyleColor(Color v) => new StyleColor(v);
    }
}
