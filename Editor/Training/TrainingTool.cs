using System;
using System.IO;
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

        private static readonly string BuildOutput = Path.Combine(".artifacts", "bin", "Saccade.Training", "release", "Saccade.Training.dll");

        /// <summary>
        /// The tool's path: the one in the editor's preferences, else that of the environment, else where a build of the package puts
        /// it, in a folder above the application's or the project's. Main thread only.
        /// </summary>
        /// <exception cref="TrainingException">There is none; the message says what to do.</exception>
        public static string Locate() => Locate(
            EditorPrefs.GetString(Preference, ""), Environment.GetEnvironmentVariable(Variable) ?? "", AppContext.BaseDirectory, Application.dataPath);

        internal static string Locate(string preferred, string fromEnvironment, params string[] starts)
        {
            if (preferred.Length > 0)
                return Require(preferred, $"the editor's preference {Preference}");
            if (fromEnvironment.Length > 0)
                return Require(fromEnvironment, $"the environment variable {Variable}");
            foreach (string start in starts)
            {
                for (DirectoryInfo? folder = new DirectoryInfo(start); folder != null; folder = folder.Parent)
                {
                    string path = Path.Combine(folder.FullName, BuildOutput);
                    if (File.Exists(path))
                        return path;
                }
            }

            throw new TrainingException(
                $"The training tool is missing: no {BuildOutput} in any folder above the editor. Build it with `dotnet build Training -c Release` "
                + $"in the package's folder, or set {Variable} to the path of Saccade.Training.dll.");
        }

        private static string Require(string path, string origin) => File.Exists(path)
            ? path
            : throw new TrainingException(
                $"{path}: the training tool isn't there, but {origin} says so. Build it with `dotnet build Training -c Release`, or correct the path.");
    }
}
