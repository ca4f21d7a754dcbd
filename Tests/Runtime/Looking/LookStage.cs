using System;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Runtime.Tests.Overlay;
using UnityEngine;

namespace Saccade.Runtime.Tests.Looking
{
    /// <summary>A dark scene with targets, before a camera whose classifier's map the test makes up.</summary>
    internal sealed class LookStage : IDisposable
    {
        public const string Stretch = """{"size": {"height": 32, "width": 32}, "resample": 2}""";

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        public LookStage(
            string rule = Stretch,
            int width = 64,
            int height = 64,
            RenderTexture? texture = null,
            Rect? rect = null,
            bool isScriptable = false)
        {
            Stage = new OverlayStage(rule, width, height, texture, rect, isScriptable: isScriptable);
            Stage.Overlay.enabled = false;
            Stage.Attention = Even;
            Shares = Stage.Camera.gameObject.AddComponent<AttentionShares>();
        }

        /// <summary>A map that looks everywhere alike: shares are then shares of the picture.</summary>
        public static float[] Even { get; } = [.. Enumerable.Repeat(0.05f, OverlayStage.Grid * OverlayStage.Grid)];

        public OverlayStage Stage { get; }

        public AttentionShares Shares { get; }

        /// <summary>Adds a square that is a target.</summary>
        /// <param name="area">Where, in pixels from the upper left corner of the camera's picture.</param>
        public LookTarget AddTarget(Rect area) => Stage.AddSquare(area).AddComponent<LookTarget>();

        /// <summary>Adds a square that is none, nearer to the camera than the others.</summary>
        public GameObject AddWall(Rect area)
        {
            var wall = Stage.AddSquare(area);
            wall.transform.position -= new Vector3(0, 0, 2);
            return wall;
        }

        /// <summary>Steps until a picture that is taken after this call has its report.</summary>
        public LookReport Look()
        {
            var first = Time.frameCount + 1;
            var arrived = SpinWait.SpinUntil(
                () =>
                {
                    Stage.Step();
                    return Stage.Classifier.Error != null || Shares.Report?.Frame >= first;
                },
                Patience);
            Assert.That((Stage.Classifier.Error, Shares.Notice), Is.EqualTo(((string?)null, (string?)null)));
            Assert.That(arrived, Is.True, "no report came");
            Assert.That(SumOf(Shares.Report!), Is.EqualTo(1).Within(1e-5), "all shares and the background");
            return Shares.Report!;
        }

        public static float SumOf(LookReport report)
        {
            var sum = report.Background;
            foreach (var share in report.Shares)
            {
                sum += share.Share;
            }

            return sum;
        }

        public void Dispose() => Stage.Dispose();
    }
}
