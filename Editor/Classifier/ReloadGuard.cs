using System;
using System.Linq;
using Saccade.Capture.Encoding;
using Saccade.Inference;
using Saccade.Models;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Classifier
{
    /// <summary>
    /// Brings a game that is played through a reload of scripts. Before it every thread ends and every read from the GPU comes to its end:
    /// one that is inside ONNX Runtime, or writes into memory of the scripts, would take the editor down with it. After it what registers
    /// itself when the game starts does so again, which Unity leaves out.
    /// </summary>
    internal static class ReloadGuard
    {
        private const string OurRuntime = "Saccade.Runtime";

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        [InitializeOnLoadMethod]
        private static void Watch()
        {
            AssemblyReloadEvents.beforeAssemblyReload -= End;
            AssemblyReloadEvents.beforeAssemblyReload += End;
            RegisterAgain();
        }

        private static void End()
        {
            SharedModels.Stop();
            EngineRun.End();
            OpeningModels.WaitForAll(Patience);
            SharedModels.StopAll(Patience);
        }

        // Each may run twice: Unity calls them itself when the game starts after the reload that precedes it.
        private static void RegisterAgain()
        {
            foreach (var method in TypeCache.GetMethodsWithAttribute<RuntimeInitializeOnLoadMethodAttribute>()
                .Where(method => method.Module.Assembly.GetName().Name!.StartsWith(OurRuntime, StringComparison.Ordinal)))
            {
                method.Invoke(null, null);
            }
        }
    }
}
