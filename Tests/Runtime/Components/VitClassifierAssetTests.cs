using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests.Unpacking;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Models;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>The component with a model out of an asset, and as a player on Android has it.</summary>
    [NonParallelizable]
    public sealed class VitClassifierAssetTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly List<string> _errors = [];
        private string _folder = "";
        private HostEngine _engine = null!;
        private GameObject _eye = null!;

        private string Unpacked => Path.Combine(_folder, "persistent", "Saccade", "Models");

        [SetUp]
        public void StartScene()
        {
            _folder = Directory.CreateTempSubdirectory("saccade player ").FullName;
            var package = Path.Combine(_folder, "base.apk");
            File.WriteAllBytes(package, Archives.Package(("own", Archives.OwnModel), ("optimum", Archives.OptimumModel)));
            _engine = HostEngine.Start(new HostOptions
            {
                Width = 160,
                Height = 120,
                AntiAliasing = 1,
                Log = null,
                StreamingAssetsPath = $"jar:file://{package}!/assets",
                PersistentDataPath = Path.Combine(_folder, "persistent"),
            });
            _errors.Clear();
            Application.logMessageReceived += NoteError;
            _eye = new GameObject("Camera", typeof(Camera)) { tag = "MainCamera" };
            _eye.GetComponent<Camera>().backgroundColor = new Color(0.3f, 0.5f, 0.2f);
        }

        [TearDown]
        public void StopScene()
        {
            Application.logMessageReceived -= NoteError;
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Directory.Delete(_folder, true);
        }

        [Test]
        public void Asset_ClassifiesAsItsFolderDoes()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load(Archives.OwnModel);
            var expected = StepUntilClassified(classifier, 1).Probabilities.ToArray();

            classifier.Load(Asset("shapes.vit", Archives.OwnModel));
            StepUntil(() => !classifier.IsLoading);
            var found = StepUntilClassified(classifier, Time.frameCount + 1).Probabilities.ToArray();

            Assert.That(found, Is.EqualTo(expected));
            Assert.That(Directory.GetDirectories(Unpacked).Select(Path.GetFileName), Is.All.StartsWith("shapes.vit-"));
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void LargeAsset_IsCopiedALittleAFrame_AndNotAtAllWhereItWasUnpackedBefore()
        {
            const int Slice = AssetCopy.SliceLength;
            var weights = new byte[5 * Slice];
            new System.Random(1).NextBytes(weights);
            var files = Archives.FilesOf(Archives.OwnModel).Append(("onnx/model.onnx_data", weights));
            TextAsset asset = new(Archives.Zip(files, CompressionLevel.NoCompression)) { name = "large" };
            var classifier = _eye.AddComponent<VitClassifier>();
            var first = MostAllocatedInAFrame(() => classifier.Load(asset), () => classifier.Result != null);
            Assert.That(first, Is.LessThan(Slice), "bytes on the main thread; the copy's own memory comes from another");

            var other = new GameObject("Other", typeof(Camera)).AddComponent<VitClassifier>();
            var frame = Time.frameCount;
            var second = MostAllocatedInAFrame(() => other.Load(asset), () => other.Result != null);

            Assert.That(second, Is.LessThan(Slice / 2));
            Assert.That(Time.frameCount - frame, Is.GreaterThan(0));
            Assert.That(SharedModels.RunningCount, Is.EqualTo(1));
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void AssetThatIsDestroyedWhileItIsCopied_IsOneSentence()
        {
            var files = Archives.FilesOf(Archives.OwnModel).Append(("onnx/model.onnx_data", new byte[4 * AssetCopy.SliceLength]));
            TextAsset asset = new(Archives.Zip(files, CompressionLevel.NoCompression)) { name = "gone" };
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load(asset);
            _engine.Step();
            Object.DestroyImmediate(asset);

            StepUntil(() => classifier.Error != null);

            Assert.That(classifier.Error, Does.StartWith("gone: the model's asset was unloaded while it was read."));
            Assert.That(_errors, Has.Count.EqualTo(1));
        }

        [Test]
        public void AssetSetBeforeTheStart_GoesBeforeTheFolder()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.ModelFolder = "no such folder";
            classifier.ModelAsset = Asset("shapes.vit", Archives.OwnModel);

            Assert.That(StepUntilClassified(classifier, 1).Attention, Is.Not.Null);
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void FolderInThePackage_Classifies()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.ModelFolder = "own";

            Assert.That(StepUntilClassified(classifier, 1).Attention, Is.Not.Null);
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void FolderThatThePackageLacks_IsOneMessageAndTheSceneGoesOn()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load("pets");

            StepUntil(() => classifier.Error != null);

            Assert.That(classifier.Error, Does.Contain("base.apk!/assets/pets/: there is no such folder").And.Contain("assets/own"));
            Assert.That(_errors, Has.Count.EqualTo(1));
        }

        [Test]
        public void BrokenAsset_LeavesTheOldModelServing()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load("own");
            StepUntilClassified(classifier, 1);

            classifier.Load(new TextAsset("no archive") { name = "broken.vit" });
            StepUntil(() => classifier.Error != null);

            Assert.That(classifier.Error, Does.Contain("broken.vit").And.Contain("no ZIP archive"));
            long now = Time.frameCount;
            StepUntil(() => classifier.Result?.Frame > now);
        }

        [Test]
        public void SwapFromAssetToPackageAndBack_HasNoGap()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load(Asset("shapes.vit", Archives.OwnModel));
            StepUntilClassified(classifier, 1);

            classifier.Load("optimum");
            Assert.That(classifier.ModelAsset == null, Is.True, "the folder that was asked for is taken");
            StepUntilNextModel(classifier, hasAttention: false);
            classifier.Load(Asset("shapes.vit", Archives.OwnModel));
            StepUntilNextModel(classifier, hasAttention: true);

            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void CamerasWithTheSameAsset_ShareOneSession()
        {
            var asset = Asset("shapes.vit", Archives.OwnModel);
            VitClassifier[] classifiers =
            [
                _eye.AddComponent<VitClassifier>(), new GameObject("Other", typeof(Camera)).AddComponent<VitClassifier>(),
            ];
            foreach (var classifier in classifiers)
            {
                classifier.Load(asset);
            }

            StepUntil(() => Array.TrueForAll(classifiers, classifier => classifier.Result != null));

            Assert.That(SharedModels.RunningCount, Is.EqualTo(1));
            Assert.That(Directory.GetDirectories(Unpacked), Has.Length.EqualTo(1));
        }

        [Test]
        public void NoAsset_IsTheCallersMistake() => Assert.That(
            () => _eye.AddComponent<VitClassifier>().Load((TextAsset)null!), Throws.ArgumentNullException);

        private long MostAllocatedInAFrame(Action begin, Func<bool> condition)
        {
            var most = 0L;
            var before = GC.GetAllocatedBytesForCurrentThread();
            begin();
            StepUntil(() =>
            {
                var now = GC.GetAllocatedBytesForCurrentThread();
                most = Math.Max(most, now - before);
                before = now;
                return condition();
            });
            return most;
        }

        private static TextAsset Asset(string name, string model) => new(Archives.Zip(Archives.FilesOf(model))) { name = name };

        private void StepUntilNextModel(VitClassifier classifier, bool hasAttention) => StepUntil(() =>
        {
            Assert.That(classifier.Error, Is.Null);
            Assert.That(classifier.Result, Is.Not.Null, "there is always a result");
            Assert.That(classifier.IsReady, Is.True, "there is always a model");
            return classifier.Result!.Attention != null == hasAttention;
        });

        private Classification StepUntilClassified(VitClassifier classifier, long frame)
        {
            StepUntil(() => classifier.Error != null || classifier.Result?.Frame >= frame);
            Assert.That(classifier.Error, Is.Null);
            return classifier.Result!;
        }

        private void StepUntil(Func<bool> condition)
        {
            var happened = SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step();
                    return condition();
                },
                Patience);
            Assert.That(happened, Is.True, "it never happened");
        }

        private void NoteError(string message, string stackTrace, LogType type)
        {
            if (type != LogType.Log)
            {
                _errors.Add(message);
            }
        }
    }
}
