using Saccade;
using UnityEngine;

namespace MyGame
{
    /// <summary>What is the camera looking at? On the camera, beside its classifier; objects have a LookTarget or a ClassLabel.</summary>
    [RequireComponent(typeof(AttentionShares))]
    public sealed class LookingAt : MonoBehaviour
    {
        public string Answer { get; private set; } = "";

        private void OnEnable() => GetComponent<AttentionShares>().Looked += Tell;

        private void OnDisable() => GetComponent<AttentionShares>().Looked -= Tell;

        private void Tell(LookReport report)
        {
            var most = report.Most;
            Answer = most == null || report.ShareOf(most) < report.Background
                ? "the background"
                : $"{most.name} ({report.ShareOf(most):0 %} of frame {report.Frame})";
        }
    }
}
