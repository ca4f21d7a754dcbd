using System;
using System.Collections.Generic;
using System.IO;
using Saccade.Files;
using Saccade.Models;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Editor.Inspectors
{
    /// <summary>The labels of a classifier's model: those of the running one, or what the model's small files say.</summary>
    internal sealed class ModelLabels
    {
        private (string Folder, TextAsset? Asset, DateTime Written)? _read;
        private IReadOnlyList<string> _labels = Array.Empty<string>();

        /// <summary>Finds the labels; files are read again only when they, or the choice of the model, have changed.</summary>
        /// <param name="classifier">The classifier, or null for none.</param>
        /// <returns>The labels in the model's order; empty where they can't be told.</returns>
        internal IReadOnlyList<string> Of(IClassifier? classifier)
        {
            if (classifier == null || classifier.Labels.Count > 0)
            {
                return classifier?.Labels ?? Array.Empty<string>();
            }

            if (!(classifier is VitClassifier vit))
            {
                return Array.Empty<string>();
            }

            var path = Path.Combine(Application.streamingAssetsPath, vit.ModelFolder);
            var written = vit.ModelAsset == null ? File.GetLastWriteTimeUtc(Path.Combine(path, ModelLayout.Config)) : default;
            if (_read != (vit.ModelFolder, vit.ModelAsset, written))
            {
                _read = (vit.ModelFolder, vit.ModelAsset, written);
                _labels = Read(path, vit.ModelAsset);
            }

            return _labels;
        }

        // Why a model can't be read is the inspector of the classifier's to say.
        private static IReadOnlyList<string> Read(string path, TextAsset? asset)
        {
            try
            {
                if (asset == null)
                {
                    return ModelFolder.Open(path).Facts.Labels;
                }

                using (var archive = new AssetStream(asset))
                {
                    return ModelFacts.ReadArchive(archive, asset.name, out _, out _).Labels;
                }
            }
            catch (Exception e) when (e is ModelFileException || e is IOException || e is UnauthorizedAccessException)
            {
                return Array.Empty<string>();
            }
        }
    }
}
