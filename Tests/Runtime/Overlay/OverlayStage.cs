using System;
using System.IO;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Runtime.Tests.Overlay
{
    /// <summary>
    /// A dark scene with a real classifier on its camera, whose results carry an attention map that the test made up: the handler that
    /// puts it there is called before the overlay's. One unit of the scene is one pixel of the camera's picture.
    /// </summary>
    internal sealed class OverlayStage : IDisposable
    {
        /// <summary>Patches along each side of the model's picture of 32x32 pixels.</summary>
        public const int Grid = 4;

        public const int Patch = 8;

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly HostEngine _engine;
        private readonly string _folder;
        private readonly RenderTexture? _texture;

        public OverlayStage(
            string rule,
            int screenWidth,
            int screenHeight,
            RenderTexture? texture = null,
            Rect? rect = null,
            string classes = "class",
            bool isScriptable = false)
        {
            _folder = CopyModel(rule, classes);
            Rule = PreprocessingRule.Parse(rule, "rule");
            _engine = HostEngine.Start(new HostOptions
            {
                Width = screenWidth,
                Height = screenHeight,
                AntiAliasing = 1,
                ScriptablePipeline = isScriptable,
                ValidateGraphics = true,
                Log = null,
            });
            _texture = texture;
            GameObject eye = new("Camera", typeof(Camera));
            Camera = eye.GetComponent<Camera>();
            Camera.targetTexture = texture;
            Camera.rect = rect ?? new Rect(0, 0, 1, 1);
            Camera.backgroundColor = Color.black;
            Camera.orthographic = true;
            Camera.orthographicSize = Camera.pixelRect.height / 2f;
            Classifier = eye.AddComponent<VitClassifier>();
            Classifier.Published += MakeUp;
            Overlay = eye.AddComponent<AttentionOverlay>();
            Classifier.Load(_folder);
        }

        public PreprocessingRule Rule { get; }

        public Camera Camera { get; }

        public VitClassifier Classifier { get; }

        public AttentionOverlay Overlay { get; }

        /// <summary>What every head of every result will say, or null for what the model says.</summary>
        public float[]? Attention { get; set; }

        /// <summary>The region that every result will carry, or null for the real one.</summary>
        public Rect? Region { get; set; }

        /// <summary>The camera's picture in its target, in pixels from the target's upper left corner.</summary>
        public RectInt PictureArea
        {
            get
            {
                var pixels = Camera.pixelRect;
                var height = _texture != null ? _texture.height : Screen.height;
                return new RectInt((int)pixels.x, height - (int)pixels.yMax, (int)pixels.width, (int)pixels.height);
            }
        }

        public void Step() => _engine.Step();

        /// <summary>Makes one patch of the map the only one that is looked at.</summary>
        public void HeatPatch(int row, int column)
        {
            Attention = new float[Grid * Grid];
            Attention[row * Grid + column] = 0.25f;
        }

        /// <summary>Steps until a frame that begins after this call has its result.</summary>
        public Classification Classify()
        {
            var first = Time.frameCount + 1;
            var arrived = SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step();
                    return Classifier.Error != null || Classifier.Result?.Frame >= first;
                },
                Patience);
            Assert.That(Classifier.Error, Is.Null);
            Assert.That(arrived, Is.True, "no result came");
            return Classifier.Result!;
        }

        /// <summary>What the camera's target holds now: the screen with all that lies over it, or the target texture.</summary>
        public Picture Look() => _texture != null ? Picture.Read(_texture) : HostScreen.Capture();

        /// <summary>Puts a grey square before the camera.</summary>
        /// <param name="area">Where, in pixels from the upper left corner of the camera's picture.</param>
        public GameObject AddSquare(Rect area)
        {
            var square = GameObject.CreatePrimitive(PrimitiveType.Cube);
            square.GetComponent<Renderer>().material = new Material(Shader.Find("Unlit/Color")) { color = new Color(0.4f, 0.4f, 0.4f) };
            var middle = area.center - new Vector2(PictureArea.width, PictureArea.height) / 2f;
            square.transform.position = new Vector3(middle.x, -middle.y, 5f);
            square.transform.localScale = new Vector3(area.width, area.height, 1f);
            return square;
        }

        public void Dispose()
        {
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Directory.Delete(_folder, true);
        }

        private static string CopyModel(string rule, string classes)
        {
            var source = Fixtures.Find("exported", "vit-tiny");
            var folder = Directory.CreateTempSubdirectory("saccade-overlay-").FullName;
            Directory.CreateDirectory(Path.Combine(folder, "onnx"));
            File.Copy(Path.Combine(source, "onnx", "model.onnx"), Path.Combine(folder, "onnx", "model.onnx"));
            var config = File.ReadAllText(Path.Combine(source, "config.json"));
            File.WriteAllText(Path.Combine(folder, "config.json"), config.Replace("class ", classes + " "));
            File.WriteAllText(Path.Combine(folder, "preprocessor_config.json"), rule);
            return folder;
        }

        private void MakeUp(Classification result)
        {
            if (Attention != null)
            {
                for (var head = 0; head < result.Attention!.Heads; head++)
                {
                    Attention.CopyTo(result.Attention.Buffer, head * Attention.Length);
                }

                // Whatever else the model gives says the same.
                if (result.Relevance != null)
                {
                    Attention.CopyTo(result.Relevance.Buffer, 0);
                }

                if (result.Rollout != null)
                {
                    Attention.CopyTo(result.Rollout.Buffer, 0);
                }
            }

            if (Region is Rect seen)
            {
                Saccade.Capture.Region region = new(seen.x, seen.y, seen.width, seen.height);
                result.Stamp = new FrameStamp(result.Frame, result.Stamp.Seconds, region);
            }
        }
    }
}
