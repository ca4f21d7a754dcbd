using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests.Inference;
using Saccade.Host;
using Saccade.Inference;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>Two cameras share a model that has no numbers for bright pictures.</summary>
    [NonParallelizable]
    public sealed class BadPictureSceneTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly List<string> _messages = [];
        private HostEngine _engine = null!;
        private string _folder = "";

        [SetUp]
        public void StartScene()
        {
            _folder = new TinyOnnx { Classes = FragileClasses }.Write();
            _engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48, AntiAliasing = 1, Log = null });
            _messages.Clear();
            Application.logMessageReceived += Note;
        }

        [TearDown]
        public void StopScene()
        {
            Application.logMessageReceived -= Note;
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Directory.Delete(_folder, true);
        }

        /// <summary>Weights that a bright picture takes beyond what a single holds, and a grey one doesn't.</summary>
        internal static float[][] FragileClasses => [[3e38f, 3e38f, 3e38f], [0, 1, 0]];

        [Test]
        public void BrightCamera_IsToldOnce_ItsRequestsGetOneErrorEach_AndTheOtherServes()
        {
            var bright = AddCamera(Color.white);
            var grey = AddCamera(new Color(0.5f, 0.5f, 0.5f));
            List<string> failures = [];
            bright.RequestFailed += failures.Add;
            StepUntil(() => bright.Notice != null && grey.Result != null);

            var answer = bright.ClassifyNextAsync();
            bright.RequestCapture();
            StepUntil(() => answer.IsCompleted);

            Assert.That(() => answer.GetAwaiter().GetResult(), Throws.InvalidOperationException.With.Message.Contains("no result"));
            Assert.That(failures, Has.Count.EqualTo(1).And.All.Contains("no result"));
            var frame = grey.Result!.Frame;
            StepUntil(() => grey.Result!.Frame > frame + 20);
            Assert.That((bright.Error, grey.Error, grey.Notice), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
            Assert.That(bright.State, Is.EqualTo(ClassifierState.WaitingForPicture));
            Assert.That(_messages.Count(message => message.Contains("no result")), Is.EqualTo(1));

            bright.GetComponent<Camera>().backgroundColor = new Color(0.5f, 0.5f, 0.5f);
            StepUntil(() => bright.State == ClassifierState.Serving);
            Assert.That(bright.Notice, Is.Null);
        }

        [Test]
        public void AwaitedTexture_ThatIsTooBright_GetsTheError_AndTheNextItsResult()
        {
            using TextureClassification classification = new(_folder);
            var bad = classification.ClassifyAsync(Plain(Color.white));
            StepUntil(() => bad.IsCompleted);
            var good = classification.ClassifyAsync(Plain(new Color(0.5f, 0.5f, 0.5f)));
            StepUntil(() => good.IsCompleted);

            Assert.That(() => bad.GetAwaiter().GetResult(), Throws.InvalidOperationException.With.Message.Contains("no result"));
            Assert.That(good.Result.Top.IsEmpty, Is.False);
        }

        private static Texture2D Plain(Color color)
        {
            Texture2D texture = new(8, 8);
            texture.SetPixels32([.. Enumerable.Repeat((Color32)color, 64)]);
            texture.Apply();
            return texture;
        }

        private VitClassifier AddCamera(Color background)
        {
            GameObject eye = new("Camera", typeof(Camera), typeof(VitClassifier));
            eye.GetComponent<Camera>().targetTexture = new RenderTexture(32, 32, 16);
            eye.GetComponent<Camera>().backgroundColor = background;
            eye.GetComponent<VitClassifier>().Load(_folder);
            return eye.GetComponent<VitClassifier>();
        }

        private void StepUntil(Func<bool> condition) => Assert.That(
            SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step();
                    return condition();
                },
                Patience),
            Is.True,
            string.Join("\n", _messages));

        private void Note(string message, string stackTrace, LogType type) => _messages.Add(message);
    }
}
