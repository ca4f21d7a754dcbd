namespace UnityEngine.UIElements
{
    public struct StyleFloat
    {
        public StyleFloat(float v)
        {
            value = v;
            keyword = StyleKeyword.Undefined;
        }

        public StyleFloat(StyleKeyword keyword)
        {
            value = 0f;
            this.keyword = keyword;
        }

        public float value { get; set; }

        public StyleKeyword keyword { get; set; }

        public static implicit operator StyleFloat(StyleKeyword keyword) => new StyleFloat(keyword);

        public static implicit operator StyleFloat(float v) => new StyleFloat(v);
    }
}
