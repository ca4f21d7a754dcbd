using Saccade.Samples.Shapes.SelfTest;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Samples.Shapes
{
    /// <summary>
    /// Checks on this very machine that the model sees what the camera does. Put it on an object with a camera, or on an empty one, and
    /// press play: it holds a pattern of four colours before the camera, looks at it through a classifier, and logs which way up the rows
    /// came, in which colour space and by which path, with what to do where something is wrong. Then it puts everything back. For
    /// colours that are changed on purpose, as by tone mapping, it fails: switch post-processing off meanwhile.
    /// </summary>
    [AddComponentMenu("Saccade/Samples/Shapes Self Test")]
    [DisallowMultipleComponent]
    [RequireComponent(typeof(Camera))]
    public sealed class ShapesSelfTest : MonoBehaviour
    {
        // A picture that is on its way when the pattern appears still shows what was there before.
        private const int PicturesToWait = 2;

        [SerializeField]
        [Min(1f)]
        [Tooltip("How many seconds the model and its pictures may take before the test is given up.")]
        private float _patience = 60f;

        private Camera _camera = null!;
        private VitClassifier _classifier = null!;
        private PatternCard? _card;
        private Texture2D? _view;
        private Rect _sourceRectBefore;
        private double _began;
        private int _shownAt;
        private int _pictures;

        /// <summary>How many seconds the model and its pictures may take before the test is given up.</summary>
        public float Patience
        {
            get => _patience;
            set => _patience = Mathf.Max(1f, value);
        }

        /// <summary>Whether the report is there. The test begins anew when the component is enabled.</summary>
        public bool IsDone => Report.Length > 0;

        /// <summary>Whether all checks passed; false until then.</summary>
        public bool HasPassed { get; private set; }

        /// <summary>What was found, as logged; empty until then.</summary>
        public string Report { get; private set; } = "";

        private void OnEnable()
        {
            _camera = GetComponent<Camera>();
            _began = Time.realtimeSinceStartupAsDouble;
            Report = "";
            HasPassed = false;
        }

        private void Start()
        {
            // Another component may have added one with a model of its own meanwhile.
            if (!TryGetComponent(out _classifier))
            {
                _classifier = gameObject.AddComponent<VitClassifier>();
            }

            SampleModel.GiveTo(_classifier, this);
        }

        private void Update()
        {
            if (IsDone)
            {
                return;
            }

            var obstacle = FindObstacle();
            if (obstacle != null)
            {
                var report = Begin();
                report.Fail(obstacle);
                End(report);
            }
            else if (_card == null)
            {
                Show();
            }
            else
            {
                Look();
            }
        }

        private void LateUpdate() => _card?.Place(_camera);

        private void OnDisable() => PutBack();

        private string? FindObstacle()
        {
            if (!TryGetComponent(out _classifier))
            {
                return "model: there is no Vit Classifier on this object any more.";
            }

            if (_classifier.Error != null)
            {
                return $"model: {_classifier.Error}";
            }

            if (_classifier.ModelViewNotice != null)
            {
                return $"picture: {_classifier.ModelViewNotice}";
            }

            if (PatternCard.FindShader() == null)
            {
                return "pattern: this build has no unlit shader. Add one, such as Unlit/Color, under Project Settings > Graphics > Always "
                    + "Included Shaders.";
            }

            return Time.realtimeSinceStartupAsDouble - _began < _patience
                ? null
                : _card == null
                    ? $"model: it wasn't loaded within {_patience} seconds."
                    : $"picture: none came within {_patience} seconds. {_classifier.Notice}";
        }

        private void Show()
        {
            if (!_classifier.IsReady)
            {
                return;
            }

            _sourceRectBefore = _classifier.SourceRect;
            _classifier.SourceRect = new Rect(0f, 0f, 1f, 1f);
            _card = new PatternCard(PatternCard.FindShader()!);
            _view = new Texture2D(_classifier.ModelViewWidth, _classifier.ModelViewHeight, TextureFormat.RGBA32, false);
            _shownAt = Time.frameCount;
            _pictures = 0;
        }

        private void Look()
        {
            _classifier.RequestCapture();
            var result = _classifier.Result;
            var isRead = _classifier.TryReadModelView(_view!);
            if (!isRead || result == null || result.Frame <= _shownAt || ++_pictures < PicturesToWait)
            {
                return;
            }

            var report = Begin();
            Judge(report, PatternReading.Find(_view!.GetPixels32(), _view.width, _view.height));
            report.Pass($"inference: frame {result.Frame} was classified in frame {Time.frameCount}");
            End(report);
        }

        private SelfTestReport Begin()
        {
            var report = new SelfTestReport();
            var pipeline = GraphicsSettings.currentRenderPipeline;
            report.Say(
                $"Unity {Application.unityVersion}, {SystemInfo.graphicsDeviceType} on {SystemInfo.graphicsDeviceName}, "
                + $"{(pipeline == null ? "built-in pipeline" : pipeline.GetType().Name)}, {QualitySettings.activeColorSpace} colour space, "
                + $"the screen's rows from the {(SystemInfo.graphicsUVStartsAtTop ? "top" : "bottom")}");
            var target = _camera.targetTexture;
            var place = target != null
                ? $"a texture of {target.width} x {target.height}, {target.format}"
                : $"the screen of {Screen.width} x {Screen.height}";
            if (_classifier != null)
            {
                report.Say(
                    $"camera on {place}, captured by: {_classifier.CaptureName}, Flip Screen {(_classifier.FlipScreen ? "on" : "off")}, "
                    + $"computed by: {_classifier.ActiveProvider}");
            }

            return report;
        }

        private void Judge(SelfTestReport report, PatternReading reading)
        {
            if (!reading.IsThere)
            {
                report.Fail(
                    "picture: the pattern isn't in it, not even with rows, columns or channels exchanged. Look at the model's view in the "
                    + "inspector: does something stand before the camera, or does the picture come from elsewhere?");
                return;
            }

            Tell(
                report, !reading.IsUpsideDown, "rows: upright",
                $"rows: upside down. {(_classifier.FlipScreen ? "Untick" : "Tick")} Flip Screen in the Vit Classifier.");
            Tell(report, !reading.IsMirrored, "columns: left is left", "columns: mirrored, which no setting mends.");
            Tell(report, !reading.IsBlueFirst, "channels: red is red", "channels: red and blue are exchanged, which no setting mends.");
            var nearest = reading.Levels switch
            {
                PatternLevels.Linear => "linear light, which nobody encoded to sRGB",
                PatternLevels.EncodedTwice => "levels that were encoded to sRGB twice",
                _ => "a screenshot's levels",
            };
            Tell(
                report, reading.Levels == PatternLevels.Encoded && reading.Difference <= PatternReading.Tolerance,
                $"levels: {nearest}, at most {reading.Difference} of 255 away",
                $"levels: nearest to {nearest}, and {reading.Difference} of 255 away; {PatternReading.Tolerance} from a screenshot's are "
                    + "allowed. Post-processing and exposure change levels too: switch them off and look again.");
        }

        private static void Tell(SelfTestReport report, bool isRight, string right, string wrong)
        {
            if (isRight)
            {
                report.Pass(right);
            }
            else
            {
                report.Fail(wrong);
            }
        }

        private void End(SelfTestReport report)
        {
            PutBack();
            HasPassed = report.HasPassed;
            Report = report.ToString();
            if (HasPassed)
            {
                Debug.Log(Report);
            }
            else
            {
                Debug.LogError(Report, this);
            }
        }

        private void PutBack()
        {
            if (_card == null)
            {
                return;
            }

            _card.Destroy();
            _card = null;
            Destroy(_view);
            _view = null;
            if (_classifier != null)
            {
                _classifier.SourceRect = _sourceRectBefore;
            }
        }
    }
}
