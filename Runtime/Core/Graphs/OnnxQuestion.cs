namespace Saccade.Graphs
{
    /// <summary>What neither the file nor its folder says, so that a person has to.</summary>
    internal sealed class OnnxQuestion
    {
        /// <param name="key">The key of <see cref="OnnxRecord"/> that would answer it.</param>
        /// <param name="text">What can't be told, what is assumed until it is, and where to say it.</param>
        public OnnxQuestion(string key, string text)
        {
            Key = key;
            Text = text;
        }

        /// <summary>The key of <see cref="OnnxRecord"/> that would answer it.</summary>
        public string Key { get; }

        /// <summary>What can't be told, what is assumed until it is, and where to say it.</summary>
        public string Text { get; }
    }
}
