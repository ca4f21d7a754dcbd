using UnityEngine;
using UnityEngine.Events;

namespace Saccade
{
    public sealed partial class AttentionShares
    {
        private const int MaximumSamples = 8;
        private const float MaximumInterval = 10f;

        [SerializeField]
        [Range(1, MaximumSamples)]
        [Tooltip("Samples across one patch of the model's grid. More tell apart better what shares a patch.")]
        private int _samplesPerPatch = 4;

        [SerializeField]
        [Range(0f, MaximumInterval)]
        [Tooltip("Seconds until the scenes are looked through again for objects. A Look Target that comes or goes is seen at once.")]
        private float _refreshInterval = 0.5f;

        [SerializeField]
        [Tooltip("Shows the targets in colours over the camera's picture, as they lie in the model's grid.")]
        private bool _showTargets;

        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("Opacity of the colours.")]
        private float _opacity = 0.5f;

        [SerializeField]
        [Tooltip("Called on the main thread with the shares of each result.")]
        private UnityEvent<LookReport> _onLooked = new UnityEvent<LookReport>();

        /// <summary>
        /// Samples across one patch of the model's grid, 1 to 8. What several objects share a patch is told apart by so many times so many
        /// samples.
        /// </summary>
        public int SamplesPerPatch
        {
            get => _samplesPerPatch;
            set => _samplesPerPatch = Mathf.Clamp(value, 1, MaximumSamples);
        }

        /// <summary>
        /// Seconds until the scenes are looked through again for objects, 0 to 10; 0 does it with each picture. A <see cref="LookTarget"/>
        /// that is enabled or disabled is seen at once, see also <see cref="Refresh"/>.
        /// </summary>
        public float RefreshInterval
        {
            get => _refreshInterval;
            set => _refreshInterval = Mathf.Clamp(Finite.Require(value, nameof(RefreshInterval)), 0f, MaximumInterval);
        }

        /// <summary>
        /// Whether the targets of the last report are drawn in colours over the screen's part that the model saw. For a camera with a
        /// target texture nothing is drawn: show <see cref="TargetsTexture"/>.
        /// </summary>
        public bool ShowTargets
        {
            get => _showTargets;
            set => _showTargets = value;
        }

        /// <summary>Opacity of the colours, 0 to 1.</summary>
        public float Opacity
        {
            get => _opacity;
            set => _opacity = Mathf.Clamp01(Finite.Require(value, nameof(Opacity)));
        }

        /// <summary>The same as <see cref="Looked"/>, to be set up in the inspector.</summary>
        public UnityEvent<LookReport> OnLooked => _onLooked;

        /// <summary>The last report, or null before the first. It is overwritten by the next.</summary>
        public LookReport? Report => _hasReport ? _report : null;

        /// <summary>
        /// The targets of the last report in colours, as what the model saw, transparent elsewhere; null while <see cref="ShowTargets"/> is
        /// off.
        /// </summary>
        public Texture? TargetsTexture => _view.Texture;

        /// <summary>Why there are no shares, as one message to show; or null.</summary>
        public string? Notice { get; private set; }

        /// <summary>
        /// Results without shares since the component was created, because the picture of the objects of that frame was lost. Shares are
        /// never made of another frame's picture.
        /// </summary>
        public long Missed { get; private set; }
    }
}
