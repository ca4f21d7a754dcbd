using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Editor.Classifier;
using Saccade.Files;
using Saccade.Models;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Editor.Inspectors
{
    /// <summary>What the inspector says of a classifier's model: its facts, or why there are none and what to do.</summary>
    internal sealed class VitClassifierSummary
    {
        private const int NamedLabels = 5;

        private VitClassifierSummary(IReadOnlyList<(string Name, string Value)> facts, string? problem)
        {
            Facts = facts;
            Problem = problem;
        }

        /// <summary>Names and values in the order to show them; empty where there is a problem.</summary>
        internal IReadOnlyList<(string Name, string Value)> Facts { get; }

        /// <summary>Why the folder holds no model that can be run and what to do, as one message to show; or null.</summary>
        internal string? Problem { get; }

        /// <summary>Reads a model folder's small files; the weights are not read.</summary>
        /// <param name="root">What a relative folder is relative to: <c>Application.streamingAssetsPath</c>.</param>
        /// <param name="folder">The component's model folder.</param>
        internal static VitClassifierSummary Read(string root, string folder)
        {
            if (folder.Length == 0)
            {
                return Fail("No model folder is chosen. " + Advise(root));
            }

            var path = Path.Combine(root, folder);
            if (!Directory.Exists(path) && !ModelFolder.IsGraphFile(path))
            {
                return Fail($"{path}: there is no such folder. {Advise(root)}");
            }

            return Read(() =>
            {
                var model = ModelFolder.Open(path);
                return Describe(model.Facts, model.Labels, Path.GetFileName(model.OnnxPath), new FileInfo(model.OnnxPath).Length);
            });
        }

        /// <summary>Reads the small files of a model that is an asset, where it lies in memory: nothing is unpacked.</summary>
        /// <param name="asset">The component's model asset.</param>
        internal static VitClassifierSummary Read(TextAsset asset) => Read(() =>
        {
            using (var archive = new AssetStream(asset))
            {
                var facts = ModelFacts.ReadArchive(archive, asset.name, out var graph, out var graphLength);
                return Describe(facts, facts.Labels, Path.GetFileName(graph), graphLength);
            }
        });

        /// <summary>What the model is computed with, as far as that is known.</summary>
        /// <param name="classifier">The classifier.</param>
        internal static string DescribeProvider(VitClassifier classifier)
        {
            var threads = Count(new InferenceOptions(classifier.Provider, classifier.Threads).Threads, "thread");
            if (!classifier.IsReady)
            {
                return $"{classifier.Provider}, {threads} ({(classifier.IsLoading ? "loading" : "not loaded")})";
            }

            var active = classifier.ActiveProvider.ToString();
            return classifier.Provider == ExecutionProvider.Auto || classifier.Provider == classifier.ActiveProvider
                ? $"{active}, {threads}"
                : $"{active}, {threads} ({classifier.Provider} was asked for)";
        }

        /// <summary>How the classifier's pictures come from the camera: the way, the graphics API and the render pipeline.</summary>
        /// <param name="classifier">The classifier.</param>
        internal static string DescribeCapture(VitClassifier classifier)
        {
            var pipeline = GraphicsSettings.currentRenderPipeline;
            var way = classifier.CaptureName.Length > 0 ? classifier.CaptureName : "nothing yet";
            return $"{way} on {SystemInfo.graphicsDeviceType}, {(pipeline == null ? "built-in render pipeline" : pipeline.name)}";
        }

        private static VitClassifierSummary Read(Func<IReadOnlyList<(string, string)>> read)
        {
            try
            {
                return new VitClassifierSummary(read(), null);
            }
#pragma warning disable CA1031 // Whatever reading a user's files throws is shown in place; the inspector goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                return Fail(e.Message);
            }
        }

        private static VitClassifierSummary Fail(string problem) =>
            new VitClassifierSummary(Array.Empty<(string, string)>(), problem);

        private static string Advise(string root)
        {
            var folders = ModelFolders.Find(root);
            return folders.Count == 0
                ? $"There is none in {root} either: put one there, "
                    + $"with {ModelLayout.Config}, {ModelLayout.Preprocessor} and {ModelLayout.Graph}."
                : $"Choose one of those that exist: {string.Join(", ", folders)}.";
        }

        private static List<(string, string)> Describe(
            ModelFacts model, IReadOnlyList<string> labels, string graph, long graphLength)
        {
            var facts = new List<(string, string)>
            {
                ("Family", model.Config == null ? "not known: it runs, but has no map" : model.Config.Family.ToString()),
                ("Labels", DescribeLabels(labels)),
                ("Picture", $"{model.InputWidth} x {model.InputHeight} pixels"),
            };
            if (model.Config != null)
            {
                facts.Add(("Patch", $"{model.PatchWidth} x {model.PatchHeight} pixels"));
                facts.Add(("Grid", $"{model.GridWidth} x {model.GridHeight} patches"));
            }

            facts.Add(("File", FormattableString.Invariant($"{graph}, {graphLength / 1e6:0.0} MB")));
            return facts;
        }

        private static string DescribeLabels(IReadOnlyList<string> labels)
        {
            var names = string.Join(", ", labels.Take(NamedLabels));
            return labels.Count > NamedLabels ? $"{labels.Count}: {names}, …" : $"{labels.Count}: {names}";
        }

        private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
    }
}
