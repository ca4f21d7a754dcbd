namespace Saccade.Preprocessing
{
    public sealed partial class PreprocessingRule
    {
        /// <summary>stub</summary>
        public static PreprocessingRule ReadFolder(string directory) => ReadFile(directory + "/preprocessor_config.json");

        /// <summary>stub</summary>
        public string Describe() => "stub";
    }
}
