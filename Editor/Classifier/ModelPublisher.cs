using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Editor.Package;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Editor.Classifier
{
    /// <summary>
    /// Copies of a model folder what a game needs into StreamingAssets, because all of it ships: the JSON files, the ONNX files, and the
    /// record that names the run. Whole or not at all.
    /// </summary>
    internal static class ModelPublisher
    {
        private const string MetaEnding = ".meta";

        /// <summary>Publishes a model.</summary>
        /// <param name="model">The model folder, such as a run's. One that lies in StreamingAssets already stays as it is.</param>
        /// <param name="streamingAssets">Usually <c>Application.streamingAssetsPath</c>; made if it isn't there.</param>
        /// <returns>The folder in StreamingAssets. A model of the same name that was put there otherwise is kept.</returns>
        /// <exception cref="ModelFileException">The model isn't whole, or can't be copied; what was there before is untouched.</exception>
        internal static string Publish(string model, string streamingAssets)
        {
            if (ModelFolders.Shorten(streamingAssets, model) != Path.GetFullPath(model).TrimEnd(Path.DirectorySeparatorChar))
            {
                return model;
            }

            ModelFolder.Open(model);
            var name = Path.GetFileName(Path.GetFullPath(model).TrimEnd(Path.DirectorySeparatorChar));
            var target = ProjectFolders.FindFree(streamingAssets, name, IsFreeOrPublished);
            var isNew = !Directory.Exists(target);
            try
            {
                Copy(model, target);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                if (isNew && Directory.Exists(target))
                {
                    Directory.Delete(target, true);
                }

                throw new ModelFileException(
                    $"{target}: the model of {model} can't be copied there. {e.Message.TrimEnd('.')}. What was there before, if any, is "
                    + "untouched. Free some space, or close what uses its files, and try again.",
                    e);
            }

            return target;
        }

        // What was trained or laid there by hand is the only one of its kind.
        private static bool IsFreeOrPublished(string target) =>
            !Directory.Exists(target) && !File.Exists(target)
            || File.Exists(Path.Combine(target, ModelLayout.Run))
                && !Directory.Exists(Path.Combine(target, ModelLayout.Training))
                && !Directory.EnumerateFiles(target, "*" + ModelLayout.WeightEnding).Any();

        private static void Copy(string model, string target)
        {
            var staging = Path.Combine(target, ModelLayout.UnfinishedPrefix + Guid.NewGuid().ToString("N").Substring(0, 8));
            try
            {
                Directory.CreateDirectory(Path.Combine(staging, ModelLayout.GraphFolder));
                var files = FindFiles(model);
                foreach (var file in files)
                {
                    File.Copy(Path.Combine(model, file), Path.Combine(staging, file));
                }

                if (!files.Contains(ModelLayout.Run))
                {
                    // A model without one is marked all the same, so that the next of its name may take its place.
                    File.WriteAllText(Path.Combine(staging, ModelLayout.Run), $"{{ \"version\": {RunRecord.CurrentVersion} }}\n");
                    files.Add(ModelLayout.Run);
                }

                ModelExchange.Run(target, staging, files, FindFiles(target));
            }
            finally
            {
                if (Directory.Exists(staging))
                {
                    Directory.Delete(staging, true);
                }
            }
        }

        // Relative to the folder.
        private static List<string> FindFiles(string folder)
        {
            var graphs = Path.Combine(folder, ModelLayout.GraphFolder);
            return new[] { ModelLayout.Config, ModelLayout.Preprocessor, ModelLayout.Run }
                .Where(file => File.Exists(Path.Combine(folder, file)))
                .Concat(Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).Where(GraphNames.BelongsToGraph))
                .Concat(Directory.Exists(graphs)
                    ? Directory.GetFiles(graphs)
                        .Where(path => !path.EndsWith(MetaEnding, StringComparison.Ordinal))
                        .Select(path => ModelLayout.GraphFolder + "/" + Path.GetFileName(path))
                    : Array.Empty<string>())
                .ToList();
        }
    }
}
