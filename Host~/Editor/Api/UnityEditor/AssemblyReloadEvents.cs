#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEditor
{
    /// <summary>Tells when the editor unloads all scripts and loads them anew.</summary>
    public static class AssemblyReloadEvents
    {
        /// <summary>A listener.</summary>
        public delegate void AssemblyReloadCallback();

        /// <summary>Raised before the scripts are unloaded.</summary>
        public static event AssemblyReloadCallback beforeAssemblyReload;

        /// <summary>Raised when they have been loaded anew.</summary>
        internal static event AssemblyReloadCallback afterAssemblyReload;

        internal static void RaiseBefore() => beforeAssemblyReload?.Invoke();

        internal static void RaiseAfter() => afterAssemblyReload?.Invoke();
    }
}
