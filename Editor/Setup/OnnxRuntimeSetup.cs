using System.IO;
using UnityEditor;
using UnityEditor.PackageManager;
using UnityEngine;

namespace Saccade.Editor.Setup
{
    /// <summary>
    /// Offers to install ONNX Runtime, without which nothing else of the package is compiled. It comes from a registry that only the
    /// project can name, so the package can't depend on it.
    /// </summary>
    internal static class OnnxRuntimeSetup
    {
        internal const string Entry = "Tools/Saccade/Install ONNX Runtime…";
        internal const string OfferedKey = "Saccade.Setup.Offered";
        private const string DeclinedKey = "Saccade.Setup.Declined:";
        private const string Title = "Saccade needs ONNX Runtime";

        private const int Install = 0;
        private const int NeverAgain = 2;

        /// <summary>Whether the package is installed; Unity defines the symbol where it is.</summary>
        internal static bool IsInstalled =>
#if SACCADE_ONNXRUNTIME
            true;
#else
            false;
#endif

        private static string ManifestPath => Path.GetFullPath(Path.Combine(Application.dataPath, "..", "Packages", "manifest.json"));

        // The answer belongs to the project: another one may want to be asked.
        private static string DeclinedHere => DeclinedKey + Application.dataPath;

        /// <summary>Whether to ask now: once a session, never after a no, and never where nobody can answer.</summary>
        internal static bool MayOffer(bool isInstalled, bool isBatchMode) =>
            !isInstalled
            && !isBatchMode
            && !EditorApplication.isPlayingOrWillChangePlaymode
            && !SessionState.GetBool(OfferedKey, false)
            && !EditorPrefs.GetBool(DeclinedHere, false);

        /// <summary>Asks, and does what was answered.</summary>
        /// <param name="manifest">The path of the project's manifest.</param>
        internal static void Offer(string manifest)
        {
            SessionState.SetBool(OfferedKey, true);
            var answer = EditorUtility.DisplayDialogComplex(
                Title,
                $"Saccade runs models with ONNX Runtime, the package {ManifestEdit.Package} {ManifestEdit.Version}.\n\n"
                + $"Install adds it and its registry, {ManifestEdit.RegistryUrl} (for packages under {ManifestEdit.Scope} only), "
                + $"to\n{manifest}\n\n"
                + $"Later: {Entry.Replace("/", " > ")}",
                "Install", "Not now", "Don't ask again");
            if (answer == Install)
            {
                AddPackage(manifest);
            }
            else if (answer == NeverAgain)
            {
                EditorPrefs.SetBool(DeclinedHere, true);
            }
        }

        /// <summary>Adds package and registry to the project and lets Unity fetch them, or says what is in the way.</summary>
        /// <param name="manifest">The path of the project's manifest.</param>
        internal static void AddPackage(string manifest)
        {
            try
            {
                var edit = ManifestFile.AddOnnxRuntime(manifest);
                if (edit.KeptVersion != null)
                {
                    EditorUtility.DisplayDialog(
                        Title,
                        $"{manifest} names {ManifestEdit.Package} already: {edit.KeptVersion}. That was kept. Saccade needs 0.4.2 or "
                        + $"later and is tested with {ManifestEdit.Version}. If the package doesn't appear, Window > Package "
                        + "Manager says why.",
                        "OK");
                }

                Client.Resolve();
            }
            catch (ManifestException e)
            {
                EditorUtility.DisplayDialog(
                    Title,
                    $"{e.Message}\n\nBy hand: Edit > Project Settings > Package Manager, add a registry with the URL "
                    + $"{ManifestEdit.RegistryUrl} and the scope {ManifestEdit.Scope}; then add the package "
                    + $"{ManifestEdit.Package} by name in Window > Package Manager.",
                    "OK");
            }
        }

        [InitializeOnLoadMethod]
        private static void OfferAfterLoading()
        {
            // A dialog while scripts are being loaded would hold up everything else that waits for them.
            if (MayOffer(IsInstalled, Application.isBatchMode))
            {
                EditorApplication.delayCall += OfferOnce;
            }
        }

        private static void OfferOnce()
        {
            if (MayOffer(IsInstalled, Application.isBatchMode))
            {
                Offer(ManifestPath);
            }
        }

        [MenuItem(Entry, false, 80)]
        private static void AddPackageFromMenu() => AddPackage(ManifestPath);

        [MenuItem(Entry, true)]
        private static bool CanAddPackage() => !IsInstalled;
    }
}
