namespace UnityEditor.PackageManager
{
    /// <summary>Speaks to the package manager; here there is none, and requests are counted.</summary>
    public static class Client
    {
        /// <summary>How often packages were to be resolved.</summary>
        internal static int ResolveCount { get; private set; }

        /// <summary>Reads the project's manifest again and fetches what it names.</summary>
        public static void Resolve() => ResolveCount++;
    }
}
