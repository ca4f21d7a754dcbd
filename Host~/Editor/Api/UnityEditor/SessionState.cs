#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Globalization;
using Saccade.Host.Editor;

namespace UnityEditor
{
    public class SessionState
    {
        private static readonly PreferenceFile Store = new PreferenceFile(null);

        public static string GetString(string key, string defaultValue) => Store.Get(key) ?? defaultValue;

        public static void SetString(string key, string value) => Store.Set(key, value ?? "");

        public static void EraseString(string key) => Store.Set(key, null);

        public static int GetInt(string key, int defaultValue) =>
            int.TryParse(Store.Get(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : defaultValue;

        public static void SetInt(string key, int value) => Store.Set(key, value.ToString(CultureInfo.InvariantCulture));

        public static void EraseInt(string key) => Store.Set(key, null);

        public static bool GetBool(string key, bool defaultValue) => GetInt(key, defaultValue ? 1 : 0) != 0;

        public static void SetBool(string key, bool value) => SetInt(key, value ? 1 : 0);

        internal static void Clear() => Store.Clear();
    }
}
