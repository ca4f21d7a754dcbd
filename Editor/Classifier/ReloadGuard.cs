using System;
using Saccade.Inference;
using UnityEditor;

namespace Saccade.Editor.Classifier
{
    /// <summary>
    /// Ends every inference thread before the editor unloads scripts: a thread that is inside ONNX Runtime then would take the editor
    /// down with it.
    /// </summary>
    internal static class ReloadGuard
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        [InitializeOnLoadMethod]
        private static void Watch()
        {
            AssemblyReloadEvents.beforeAssemblyReload -= StopThreads;
            AssemblyReloadEvents.beforeAssemblyReload += StopThreads;
        }

        private static void StopThreads() => SharedModels.StopAll(Patience);
    }
}
