#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Globalization;
using Saccade.Host.Editor;

namespace UnityEditor
{
    public sealed class EditorPrefs
    {
        /// <summary>Where the values lie; in memory only unless an editor names a file.</summary>
        internal static PreferenceFile Store { get; set; } = new PreferenceFile(null);

        public static bool HasKey(string key) => Store.Get(key) != null;

        public static void DeleteKey(string key) => Store.Set(key, null);

        internal static void DeleteAll() => Store.Clear();

        public static string GetString(string key, string defaultValue) => Store.Get(key) ?? defaultValue;

        public static void SetString(string key, string value) => Store.Set(key, value ?? "");

        public static int GetInt(string key, int defaultValue) =>
            int.TryParse(Store.Get(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : defaultValue;

        public static void SetInt(string key, int value) => Store.Set(key, value.ToString(CultureInfo.InvariantCulture));

        public static bool GetBool(string key, bool defaultValue) => GetInt(key, defaultValue ? 1 : 0) != 0;

        public static void SetBool(string key, bool value) => SetInt(key, value ? 1 : 0);
    }
}
