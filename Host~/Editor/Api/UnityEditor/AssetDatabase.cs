namespace UnityEditor
{
    public sealed class AssetDatabase
    {
        public static void Refresh()
        {
            // Nothing is imported here: a file is read where it lies.
        }
    }
}
