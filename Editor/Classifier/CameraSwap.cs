using System.Collections.Generic;
using System.Linq;
using Saccade.Hierarchy;
using Saccade.Preprocessing;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Classifier
{
    /// <summary>Gives a retrained model to a classifier of the scene. Main thread only.</summary>
    internal sealed class CameraSwap
    {
        private VitClassifier? _waiting;
        private string _folder = "";

        /// <summary>What came of it, in a line; empty before.</summary>
        internal string Text { get; private set; } = "";

        /// <summary>Whether it failed.</summary>
        internal bool HasFailed { get; private set; }

        /// <summary>The scene's classifiers, by name.</summary>
        internal static VitClassifier[] FindClassifiers() =>
            SceneObjects.FindAll<VitClassifier>().OrderBy(classifier => classifier.name, System.StringComparer.Ordinal).ToArray();

        /// <summary>The names to choose from, each of them once.</summary>
        internal static List<string> NameAll(IReadOnlyList<VitClassifier> classifiers)
        {
            var names = new List<string>();
            foreach (var classifier in classifiers)
            {
                names.Add(names.Contains(classifier.name) ? $"{classifier.name} ({names.Count + 1})" : classifier.name);
            }

            return names;
        }

        /// <summary>The classifier of the selected object, else the first.</summary>
        internal static int ChooseDefault(IReadOnlyList<VitClassifier> classifiers)
        {
            for (var i = 0; i < classifiers.Count; i++)
            {
                if (classifiers[i].gameObject == Selection.activeGameObject)
                {
                    return i;
                }
            }

            return classifiers.Count > 0 ? 0 : -1;
        }

        /// <summary>Hands a run's model over: what a game needs of it is copied into StreamingAssets, so that a build has it.</summary>
        internal void Publish(VitClassifier classifier, string output)
        {
            try
            {
                var published = ModelPublisher.Publish(output, Application.streamingAssetsPath);
                AssetDatabase.Refresh();
                Use(classifier, published);
            }
            catch (ModelFileException e)
            {
                End(e.Message, true);
            }
        }

        /// <summary>Hands a model over. A running scene loads it at once; another one when it is played.</summary>
        internal void Use(VitClassifier classifier, string output)
        {
            _folder = ModelFolders.Shorten(Application.streamingAssetsPath, output);
            HasFailed = false;
            if (Application.isPlaying)
            {
                classifier.Load(_folder);
                _waiting = classifier;
                Text = $"{classifier.name} is loading {_folder} …";
                return;
            }

            Undo.RecordObject(classifier, "Use Retrained Model");
            classifier.ModelAsset = null;
            classifier.ModelFolder = _folder;
            Text = $"{classifier.name} will use {_folder} when the scene is played.";
        }

        /// <summary>Looks whether the model is at work.</summary>
        /// <returns>Whether the text has changed.</returns>
        internal bool Update()
        {
            if (ReferenceEquals(_waiting, null))
            {
                return false;
            }

            var classifier = _waiting;
            if (classifier == null)
            {
                return End("The camera is gone from the scene.", true);
            }

            if (classifier.IsLoading)
            {
                return false;
            }

            return classifier.Error is { } error
                ? End($"{classifier.name} can't use {_folder}: {error}", true)
                : End(
                    classifier.IsReady
                        ? $"{classifier.name} runs {_folder}."
                        : $"{classifier.name} will run {_folder} when it is enabled.",
                    false);
        }

        private bool End(string text, bool hasFailed)
        {
            _waiting = null;
            Text = text;
            HasFailed = hasFailed;
            return true;
        }
    }
}
