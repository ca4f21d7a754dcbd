using System;
using System.Collections.Generic;
using Saccade.Capture;
using Saccade.Capture.Cameras;
using Saccade.Looking;
using Saccade.Overlay;
using Saccade.Serving;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade
{
    /// <summary>
    /// Says which objects the model on the same camera looks at: each object with a <see cref="LookTarget"/> or a <see cref="ClassLabel"/>
    /// gets its share of the attention, by the map that <see cref="AttentionOverlay"/> shows with <see cref="AttentionSource.Best"/>. In
    /// frames whose picture is taken the objects are drawn once more, with their numbers instead of colours and only a few samples a patch.
    /// </summary>
    [AddComponentMenu("Saccade/Attention Shares")]
    [RequireComponent(typeof(VitClassifier))]
    [DisallowMultipleComponent]
    public sealed partial class AttentionShares : MonoBehaviour
    {
        // Above the attention's colours, below labels.
        private const int GuiDepth = 1;

        // Until the first result says which grid the model has.
        private const int UsualGrid = 14;

        private readonly Listeners<LookReport> _looked = new Listeners<LookReport>();
        private readonly SceneTargets _scene = new SceneTargets();
        private readonly LookReport _report = new LookReport();
        private readonly IdView _view = new IdView();
        private List<LookTarget> _told = new List<LookTarget>();
        private List<LookTarget> _telling = new List<LookTarget>();
        private VitClassifier _classifier = null!;
        private Camera _camera = null!;
        private IdPass? _pass;
        private IdPictures? _pictures;
        private double[] _shares = Array.Empty<double>();
        private float[] _reduced = Array.Empty<float>();
        private int _gridHeight;
        private int _gridWidth;
        private long _since;
        private (long Frame, double Seconds) _lastTaken;
        private long _lost;
        private double _nextRefresh;
        private int _changes;
        private Region _seen;
        private bool _hasReport;

        // A reload of scripts would bring it back, and null as an empty text.
        [NonSerialized]
        private string? _toldNotice;

        /// <summary>
        /// Raised on the main thread with the shares of each result: with it, or as soon as the picture of its objects has come.
        /// </summary>
        public event Action<LookReport>? Looked
        {
            add => _looked.Add(value);
            remove => _looked.Remove(value);
        }

        /// <summary>Looks through the scenes for objects with the next picture, whatever <see cref="RefreshInterval"/> says.</summary>
        public void Refresh() => _nextRefresh = double.NegativeInfinity;

        private void OnEnable()
        {
            // Not in Awake: it isn't called again after scripts were reloaded in play mode.
            _classifier = GetComponent<VitClassifier>();
            _camera = GetComponent<Camera>();

            // Nothing here is laid out, and layout costs garbage.
            useGUILayout = false;
            _since = Time.frameCount;
            _lastTaken = (-1, 0);
            _lost = 0;
            (_gridHeight, _gridWidth) = (UsualGrid, UsualGrid);
            Refresh();
            Notice = null;
            _toldNotice = null;
            _classifier.PictureTaken += Draw;
            _classifier.Published += Take;
        }

        private void OnDisable()
        {
            _classifier.PictureTaken -= Draw;
            _classifier.Published -= Take;
            _pass?.Release();
            _pass = null;
            _pictures?.Dispose();
            _pictures = null;
            _view.Release();
            _hasReport = false;
            TellNobody();
        }

        private void Update()
        {
            PublishComplete();
            if (_pictures != null && _pictures.Lost != _lost)
            {
                Missed += _pictures.Lost - _lost;
                _lost = _pictures.Lost;
            }

            if (!_showTargets)
            {
                _view.Release();
            }
        }

        private void OnGUI()
        {
            GUI.depth = GuiDepth;
            if (!_showTargets || _view.Texture == null || _camera.targetTexture != null || Event.current.type != EventType.Repaint)
            {
                return;
            }

            var placement = new OverlayPlacement(_classifier.ScreenArea, _seen.ToRect());
            if (placement.IsVisible)
            {
                Graphics.DrawTexture(placement.Area, _view.Texture, placement.Part, 0, 0, 0, 0);
            }
        }

        // The picture of the objects belongs to the picture that the classifier has just taken, and to no other.
        private void Draw(CameraHook hook)
        {
            var stamp = _classifier.Taken;
            var taken = (stamp.Frame, stamp.Seconds);
            if (stamp.Frame != Time.frameCount || taken == _lastTaken || !IsReady())
            {
                return;
            }

            _lastTaken = taken;
            if (_changes != KnownTargets.Changes || Time.unscaledTimeAsDouble >= _nextRefresh)
            {
                _changes = KnownTargets.Changes;
                _nextRefresh = Time.unscaledTimeAsDouble + _refreshInterval;
                _scene.Refresh(this);
            }

            var picture = _pictures!.Require(_gridWidth * _samplesPerPatch, _gridHeight * _samplesPerPatch);
            _pass!.Record(hook.Commands, _camera, stamp.Region, _scene, picture);
            _pictures.Send(hook.Commands, _scene.Targets, stamp);

            // Whoever reads what is active after the camera's last pass, such as a recorder, finds the camera's target again.
            hook.Commands.SetRenderTarget(
                _camera.targetTexture != null
                    ? new RenderTargetIdentifier(_camera.targetTexture)
                    : new RenderTargetIdentifier(BuiltinRenderTextureType.CameraTarget));
        }

        private bool IsReady()
        {
            if (!SystemInfo.supportsAsyncGPUReadback)
            {
                Tell("This device can't read pictures back without waiting (SystemInfo.supportsAsyncGPUReadback), so there are no shares.");
                return false;
            }

            _pass ??= IdPass.TryCreate();
            if (_pass == null)
            {
                Tell("The shader Saccade/ObjectId is not in this program, or doesn't run on this GPU: import the package again.");
                return false;
            }

            _pictures ??= new IdPictures();
            return true;
        }

        private void Take(Classification result)
        {
            var weights = Read(result);
            if (weights.IsEmpty)
            {
                Tell("The model gives no attention, so there are no shares: export it again with ./saccade export.");
                return;
            }

            var slot = _pictures?.Find(result.Stamp);
            if (slot == null)
            {
                // What was taken before this component was there has none.
                if (result.Frame > _since && _pass != null)
                {
                    Missed++;
                    Tell("A result came without the picture of the objects of its frame, so it has no shares.");
                }

                return;
            }

            slot.Keep(weights, _gridHeight, _gridWidth);
            PublishComplete();
        }

        private ReadOnlySpan<float> Read(Classification result)
        {
            switch (SourceChoice.Choose(AttentionSource.Best, result))
            {
                case AttentionSource.Relevance:
                    (_gridHeight, _gridWidth) = (result.Relevance!.GridHeight, result.Relevance.GridWidth);
                    return result.Relevance.Values;
                case AttentionSource.Rollout:
                    (_gridHeight, _gridWidth) = (result.Rollout!.GridHeight, result.Rollout.GridWidth);
                    return result.Rollout.Values;
                case null:
                    return default;
                default:
                    var attention = result.Attention!;
                    (_gridHeight, _gridWidth) = (attention.GridHeight, attention.GridWidth);
                    if (_reduced.Length != _gridHeight * _gridWidth)
                    {
                        _reduced = new float[_gridHeight * _gridWidth];
                    }

                    attention.Reduce(HeadReduction.Mean, _reduced);
                    return _reduced;
            }
        }

        private void PublishComplete()
        {
            for (var slot = _pictures?.FindComplete(); slot != null; slot = _pictures?.FindComplete())
            {
                var isPublished = TryFill(slot);
                if (isPublished && _showTargets)
                {
                    _view.Show(slot, _opacity);
                    _seen = slot.Stamp.Region;
                }

                _pictures!.Free(slot);
                if (isPublished)
                {
                    Publish();
                }
            }
        }

        private bool TryFill(IdSlot slot)
        {
            var targets = slot.Targets;
            if (_shares.Length < targets.Length + 1)
            {
                _shares = new double[targets.Length + 1];
            }

            var shares = _shares.AsSpan(0, targets.Length + 1);
            if (!ShareSum.TryDivide(
                slot.Samples, slot.Height, slot.Width, slot.Stamp.Region, slot.Weights, slot.GridHeight, slot.GridWidth, shares))
            {
                Tell("The model's map has no finite weight above 0, so there is nothing to share out.");
                return false;
            }

            _report.Begin(slot.Stamp.Frame, (float)shares[0]);
            for (var i = 0; i < targets.Length; i++)
            {
                if (shares[i + 1] > 0)
                {
                    _report.Add(targets[i], (float)shares[i + 1]);
                }
            }

            return true;
        }

        // A listener may disable this component, or the target.
        private void Publish()
        {
            _hasReport = true;
            Tell(null);
            foreach (var share in _report.Shares)
            {
                if (share.Target != null && share.Target.TryGetComponent<LookTarget>(out var target) && target.enabled)
                {
                    _telling.Add(target);
                }
            }

            for (var i = 0; i < _telling.Count; i++)
            {
                if (_telling[i] != null)
                {
                    _telling[i].Tell(_report.ShareOf(_telling[i].gameObject));
                }
            }

            for (var i = 0; i < _told.Count; i++)
            {
                if (_told[i] != null && !_telling.Contains(_told[i]))
                {
                    _told[i].Tell(0f);
                }
            }

            (_told, _telling) = (_telling, _told);
            _telling.Clear();
            _looked.Tell(_report, _onLooked, this);
        }

        private void TellNobody()
        {
            for (var i = 0; i < _told.Count; i++)
            {
                if (_told[i] != null)
                {
                    _told[i].Tell(0f);
                }
            }

            _told.Clear();
        }

        private void Tell(string? notice)
        {
            Notice = notice;
            if (notice != null && notice != _toldNotice)
            {
                _toldNotice = notice;
                Debug.LogWarning("AttentionShares: " + notice, this);
            }
        }
    }
}
