namespace Saccade.Files
{
    /// <summary>What the editor's capture writes beside the pictures of a data set.</summary>
    internal static class CapturedData
    {
        /// <summary>The list of the pictures, a JSON object a line.</summary>
        public const string IndexFile = "index.jsonl";

        /// <summary>What was asked for, to go on with it.</summary>
        public const string SettingsFile = "capture.json";
    }
}
