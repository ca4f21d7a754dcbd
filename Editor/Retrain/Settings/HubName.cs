using System.IO;
using System.Text.RegularExpressions;

namespace Saccade.Editor.Retrain.Settings
{
    /// <summary>Names of models on the Hugging Face hub.</summary>
    internal static class HubName
    {
        private static readonly Regex Form =
            new Regex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}\z", RegexOptions.CultureInvariant);

        /// <summary>Whether a text is <c>ORG/NAME</c> and no folder that is there.</summary>
        internal static bool Is(string text) => Form.IsMatch(text) && !text.Contains("..") && !Directory.Exists(text);

        /// <summary>The folder that a model is downloaded to.</summary>
        internal static string GetFolder(string models, string name) => Path.Combine(models, name.Substring(name.IndexOf('/') + 1));
    }
}
