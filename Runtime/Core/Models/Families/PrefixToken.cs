namespace Saccade.Models.Families
{
    /// <summary>Learnt tokens that stand before the patches.</summary>
    internal sealed class PrefixToken
    {
        /// <summary>The token that gathers what the head reads; it comes first.</summary>
        public static readonly PrefixToken Class = new PrefixToken("cls_token", "cls_token", 1, true);

        /// <param name="name">What Hugging Face calls the parameter.</param>
        /// <param name="timmName">What timm calls it.</param>
        /// <param name="count">How many they are.</param>
        /// <param name="hasPosition">Whether a position is added to each.</param>
        public PrefixToken(string name, string timmName, int count, bool hasPosition)
        {
            Name = name;
            TimmName = timmName;
            Count = count;
            HasPosition = hasPosition;
        }

        public string Name { get; }

        public string TimmName { get; }

        public int Count { get; }

        public bool HasPosition { get; }
    }
}
