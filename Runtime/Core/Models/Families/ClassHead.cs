namespace Saccade.Models.Families
{
    /// <summary>What a head reads of the last block's tokens, and its names. With several heads the logits are their mean.</summary>
    internal sealed class ClassHead
    {
        /// <summary>What Hugging Face's names of heads are, or end with.</summary>
        public const string Classifier = "classifier";

        /// <param name="name">What Hugging Face calls the module.</param>
        /// <param name="timmName">What timm calls it.</param>
        /// <param name="token">The token that it reads, counted from the first.</param>
        /// <param name="readsMeanPatch">Whether it reads the mean of all patches' tokens behind that.</param>
        public ClassHead(string name, string timmName, int token, bool readsMeanPatch)
        {
            Name = name;
            TimmName = timmName;
            Token = token;
            ReadsMeanPatch = readsMeanPatch;
        }

        public string Name { get; }

        public string TimmName { get; }

        public int Token { get; }

        public bool ReadsMeanPatch { get; }

        /// <summary>How many tokens' worth of numbers it reads.</summary>
        public int Width => ReadsMeanPatch ? 2 : 1;
    }
}
