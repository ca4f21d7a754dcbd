using System;
using Saccade.Capture.Cameras;
using Saccade.Overlay;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// Blends a map of where the model looked over the picture of the camera, exactly on the part of the picture that the model saw.
    /// Over the screen for a camera on the screen; for a camera with a target texture into that texture, so that a monitor in the
    /// game shows it. The model itself never sees it: it is drawn after the picture is taken, and the camera clears before the next
    /// one. (A camera that doesn't clear its target texture keeps it, and shows it to the model.)
    /// </summary>
    [AddComponentMenu("Saccade/Attention Overlay")]
    [RequireComponent(typeof(VitClassifier))]
    [DisallowMultipleComponent]
    public sealed partial class AttentionOverlay : MonoBehaviour
    {
        // Deeper than the default, so that labels lie over the map whichever component was added first.
        private const int GuiDepth = 1;

        private VitClassifier _classifier = null!;
        private Camera _camera = null!;
        private OverlayPainter? _painter;
        private float[] _reduced = Array.Empty<float>();
        private Rect _region;
        private AttentionSource _takenSource;
        private int _takenHead;
        private (AttentionSource, int, int, bool, bool)? _explained;

        // A reload of scripts would bring it back, and null as an empty text.
        [NonSerialized]
        private string? _choiceNotice;

        private void OnEnable()
        {
            // Not in Awake: it isn't called again after scripts were reloaded in play mode.
            _classifier = GetComponent<VitClassifier>();
            _camera = GetComponent<Camera>();

            // Nothing here is laid out, and layout costs garbage.
            useGUILayout = false;
            _classifier.Published += Take;
            _classifier.PictureTaken += DrawOnTexture;
            var result = _classifier.Result;
            if (result != null)
            {
                Take(result);
            }
        }

        private void OnDisable()
        {
            _classifier.Published -= Take;
            _classifier.PictureTaken -= DrawOnTexture;
            _painter?.Release();
            _painter = null;
            _explained = null;
            Shown = null;
            Notice = null;
        }

        private void OnGUI()
        {
            GUI.depth = GuiDepth;
            if (Event.current.type == EventType.Repaint && _camera.targetTexture == null && Paint())
            {
                _painter!.Draw(new OverlayPlacement(_classifier.ScreenArea, _region));
            }
        }

        // Not while cameras render: the map's picture is painted by other means than the camera's commands.
        private void LateUpdate()
        {
            if (_camera.targetTexture != null)
            {
                Paint();
            }
        }

        private void DrawOnTexture(CameraHook hook)
        {
            if (_camera.targetTexture == null || _painter == null)
            {
                return;
            }

            var picture = hook.Read();
            var pixels = picture.Pixels;
            _painter.Record(
                picture.Commands,
                picture.Target,
                picture.TargetSize,
                new OverlayPlacement(
                    new Rect(pixels.x, picture.TargetSize.y - pixels.yMax, pixels.width, pixels.height), _region));
        }

        // Makes the map's picture, if anything has changed; false where there is nothing to draw.
        private bool Paint()
        {
            var result = _classifier.Result;
            if (result == null || _painter == null)
            {
                return false;
            }

            if (_source != _takenSource || _head != _takenHead)
            {
                Take(result);
            }

            _painter.Paint(_colorMap, _style, _opacity, _threshold);
            return true;
        }

        private void Take(Classification result)
        {
            _takenSource = _source;
            _takenHead = _head;
            _region = result.Region.ToRect();
            Shown = SourceChoice.Choose(_source, result);
            Explain(result);
            _painter ??= OverlayPainter.TryCreate();
            if (_painter == null)
            {
                Notice =
                    "The shader Saccade/AttentionOverlay is not in this program, or doesn't run on this GPU: import the package again.";
                return;
            }

            var attention = result.Attention;
            switch (Shown)
            {
                case AttentionSource.Relevance:
                    _painter.SetMap(result.Relevance!.Values, result.Relevance.GridHeight, result.Relevance.GridWidth);
                    break;
                case AttentionSource.Rollout:
                    _painter.SetMap(result.Rollout!.Values, result.Rollout.GridHeight, result.Rollout.GridWidth);
                    break;
                case AttentionSource.Head:
                    _painter.SetMap(
                        attention!.Head(Math.Min(_head, attention.Heads - 1)), attention.GridHeight, attention.GridWidth);
                    break;
                case AttentionSource.Mean:
                    Reduce(attention!, HeadReduction.Mean);
                    break;
                case AttentionSource.Max:
                    Reduce(attention!, HeadReduction.Max);
                    break;
                case AttentionSource.Min:
                    Reduce(attention!, HeadReduction.Min);
                    break;
                default:
                    _painter.Clear();
                    break;
            }

            if (Shown != null && !_painter.HasMap)
            {
                Notice = "The map is the same everywhere, so there is no hottest place to show.";
            }
        }

        private void Reduce(AttentionMap attention, HeadReduction reduction)
        {
            if (_reduced.Length != attention.GridHeight * attention.GridWidth)
            {
                _reduced = new float[attention.GridHeight * attention.GridWidth];
            }

            attention.Reduce(reduction, _reduced);
            _painter!.SetMap(_reduced, attention.GridHeight, attention.GridWidth);
        }

        // The sentence is made anew only when it changes, so that a steady model costs no garbage.
        private void Explain(Classification result)
        {
            (AttentionSource, int, int, bool, bool) asked =
                (_source, _head, result.Attention?.Heads ?? 0, result.Rollout != null, result.Relevance != null);
            if (asked != _explained)
            {
                _explained = asked;
                _choiceNotice = SourceChoice.Explain(_source, _head, result, _classifier.ModelName);
            }

            Notice = _choiceNotice;
        }
    }
}
