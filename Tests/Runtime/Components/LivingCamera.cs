using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>A camera of <see cref="RandomLifeTests"/>, with what was asked of it and what a user may read of it at any time.</summary>
    internal sealed class LivingCamera
    {
        public const string OnPurpose = "thrown on purpose";

        private readonly List<Task<Classification>> _awaited = [];

        public LivingCamera()
        {
            Object = new GameObject(
                "Camera", typeof(Camera), typeof(VitClassifier), typeof(AttentionOverlay), typeof(ClassificationLabel));
            Camera = Object.GetComponent<Camera>();
            Camera.backgroundColor = new Color(0.4f, 0.3f, 0.6f);
            Classifier = Object.GetComponent<VitClassifier>();
            Classifier.Classified += Hear;
            Classifier.RequestFailed += Hear;
        }

        public GameObject Object { get; }

        public Camera Camera { get; }

        public VitClassifier Classifier { get; }

        /// <summary>Whether its listeners throw.</summary>
        public bool Throws { get; set; }

        /// <summary>What was loaded last; null for nothing.</summary>
        public LoadedModel? Model { get; private set; }

        // How often it had been changed by then.
        private int Version { get; set; }

        /// <summary>Whether something was asked for and not answered yet.</summary>
        public bool IsOwed => OwesEvent || _awaited.Exists(task => !task.IsCompleted);

        private bool OwesEvent { get; set; }

        public void Load(LoadedModel model)
        {
            (Model, Version) = (model, model.Version);
            Classifier.Load(model.Folder);
        }

        public void Load(TextAsset asset)
        {
            (Model, Version) = (LoadedModel.Fixed(asset.name), 0);
            Classifier.Load(asset);
        }

        public void Await() => _awaited.Add(Classifier.ClassifyNextAsync());

        public void Request()
        {
            // Where it is refused, the answer comes at once.
            OwesEvent = true;
            Classifier.RequestCapture();
        }

        /// <summary>Puts right what a user can, so that it has to classify or to say why not.</summary>
        public void Heal()
        {
            Object.SetActive(true);
            Camera.enabled = true;
            Classifier.enabled = true;
            Camera.rect = new Rect(0f, 0f, 1f, 1f);
            Classifier.SourceRect = new Rect(0f, 0f, 1f, 1f);
            SetTarget(new RenderTexture(32, 32, 16));
        }

        /// <summary>Gives it another target, and destroys the one before.</summary>
        public void SetTarget(RenderTexture? target)
        {
            var old = Camera.targetTexture;
            Camera.targetTexture = target;
            if (old != null)
            {
                UnityEngine.Object.DestroyImmediate(old);
            }
        }

        /// <summary>Everybody who awaited something has an answer: one, as a task has.</summary>
        public void RequireAnswers(string when)
        {
            Assert.That(IsOwed, Is.False, $"{when}: somebody still waits ({Describe()})");
            foreach (var task in _awaited.Where(task => task.IsFaulted))
            {
                Assert.That(task.Exception!.InnerException, Is.TypeOf<InvalidOperationException>());
                Assert.That(task.Exception.InnerException!.Message, Has.Length.GreaterThan(20), when);
            }

            _awaited.Clear();
        }

        /// <summary>What can be read of it fits together, and nothing that isn't as it should be is silent.</summary>
        public void RequireExplained(string when)
        {
            var (state, result, label) = (Classifier.State, Classifier.Result, Classifier.Label);
            var what = $"{when}: {Describe()}";
            var isOn = Object.activeInHierarchy && Classifier.enabled;
            Assert.That(state == ClassifierState.Off, Is.EqualTo(!isOn), what);
            switch (state)
            {
                case ClassifierState.Failed:
                    Assert.That(Classifier.Error, Is.Not.Null.And.Not.Empty, what);
                    break;
                case ClassifierState.Serving or ClassifierState.Stale:
                    Assert.That(result, Is.Not.Null, what);
                    Assert.That(Classifier.ResultAge, Is.GreaterThanOrEqualTo(0).And.LessThan(600), what);
                    break;
                default:
                    Assert.That(result, Is.Null, what);
                    Assert.That(label, Is.Null, what);
                    break;
            }

            if (label != null)
            {
                Assert.That(Classifier.Labels, Does.Contain(label), what);
            }

            if (Classifier.Error is string error)
            {
                Assert.That(error, Does.Not.Contain("Exception"), what);
            }
        }

        /// <summary>It classifies with the model that was loaded last, or says why not.</summary>
        public void RequireSettled(string when)
        {
            var what = $"{when}: {Describe()}";
            if (Classifier.Error != null)
            {
                return;
            }

            if (Classifier.Notice == null)
            {
                Assert.That(Classifier.State, Is.EqualTo(ClassifierState.Serving), what);
                Assert.That(Model!.Owns(Classifier.Labels, Version), Is.True, $"{what}, labels {string.Join(", ", Classifier.Labels)}");
            }
            else
            {
                Assert.That(Classifier.Notice, Does.Contain("no result"), what);
            }
        }

        public string Describe() => Object == null ? "destroyed"
            : $"{Classifier.State}, {Classifier.ModelFolder}, loading {Classifier.IsLoading}, rate {Classifier.Rate}, label "
                + $"{Classifier.Label}, error {Classifier.Error}, notice {Classifier.Notice}";

        private void Hear(Classification result) => Answer();

        private void Hear(string error)
        {
            Assert.That(error, Is.Not.Empty);
            Answer();
        }

        private void Answer()
        {
            OwesEvent = false;
            if (Throws)
            {
                throw new InvalidOperationException(OnPurpose);
            }
        }
    }
}
