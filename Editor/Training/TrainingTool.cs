using System;
using System.IO;
using Saccade.Editor.Package;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor
{
    /// <summary>Finds the training tool on this machine.</summary>
    public static class TrainingTool
    {
        /// <summary>The name under which the editor's preferences keep the tool's path.</summary>
        public const string Preference = "Saccade.TrainingTool";

        /// <summary>The environment variable that holds the tool's path where the preferences don't.</summary>
        public const string Variable = "SACCADE_TRAINING_TOOL";

        internal const string FileName = "Saccade.Training.dll";

        private static readonly string BuildOutput = Path.Combine(".artifacts", "bin", "Saccade.Training", "release", FileName);

        /// <summary>Where this project's editor builds the tool of this version. Main thread only.</summary>
        internal static string BuildFolder => Path.Combine(PackageFolder.Library, "TrainingTool", PackageFolder.Version);

        /// <summary>
        /// The tool's path: the one in the editor's preferences, else that of the environment, else the one that the editor built for this
        /// project, else where a build of the repository puts it, in a folder above the application's or the project's. Main thread only.
        /// </summary>
        /// <exception cref="TrainingToolException">There is none; the message says what to do.</exception>
        public static string Locate() => Locate(
            EditorPrefs.GetString(Preference, ""), Environment.GetEnvironmentVariable(Variable) ?? "", BuildFolder,
            AppContext.BaseDirectory, Application.dataPath);

        /// <summary>Remembers a tool's path in the editor's preferences; forgets it when it is empty. Main thread only.</summary>
        internal static void Prefer(string path)
        {
            if (path.Length > 0)
            {
                EditorPrefs.SetString(Preference, path);
            }
            else
            {
                EditorPrefs.DeleteKey(Preference);
            }
        }

        /// <summary>Whether two versions differ, apart from what a build appends to them behind a plus sign.</summary>
        internal static bool IsOfAnotherVersion(string tool, string package) => tool.Split('+')[0] != package.Split('+')[0];

        internal static string Locate(string preferred, string fromEnvironment, string buildFolder, params string[] starts)
        {
            if (preferred.Length > 0)
            {
                return Require(preferred, $"the editor's preference {Preference}");
            }

            if (fromEnvironment.Length > 0)
            {
                return Require(fromEnvironment, $"the environment variable {Variable}");
            }

            var built = Path.Combine(buildFolder, FileName);
            if (File.Exists(built))
            {
                return built;
            }

            foreach (var start in starts)
            {
                for (var folder = new DirectoryInfo(start); folder != null; folder = folder.Parent)
                {
                    var path = Path.Combine(folder.FullName, BuildOutput);
                    if (File.Exists(path))
                    {
                        return path;
                    }
                }
            }

            throw new TrainingToolException(
                "There is no training tool yet. Tools > Saccade > Training Tool builds it or lets you choose one. "
                + $"(Looked for {built}, and for {BuildOutput} in the folders above the editor; {Variable} may name it too.)");
        }

        private static string Require(string path, string origin) => File.Exists(path)
            ? path
            : throw new TrainingToolException(
                $"{path}: the training tool isn't there, although {origin} names it. Correct the path, or choose or build one under Tools "
                + "> Saccade > Training Tool.");
    }
}
