using System;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture.Textures;
using Saccade.Textures;
using UnityEngine;

namespace Saccade.Runtime.Tests.Textures
{
    /// <summary>A request is answered once, whatever comes in which order.</summary>
    public sealed class PictureRequestTests
    {
        private static readonly Rect[] Two = [new(0, 0, 1, 1), new(0, 0, 1, 1)];

        private static readonly Classification Result = new(["cat", "dog"], 1, null);

        [Test]
        public void LostPicture_IsTakenAnew_AndWhatIsLeftOfItCountsNoMore()
        {
            var request = PictureRequest.OfParts(new TextureInput(new Texture2D(1, 1), false), Two, CancellationToken.None, out var answer);
            request.Start();
            request.Answer(0, Result, request.Attempt);
            request.Lose(1, null);
            Assert.That(request.IsStarted, Is.False);

            request.Start();
            request.Answer(1, Result, 1);
            request.Answer(0, Result, 2);
            Assert.That(answer.IsCompleted, Is.False, "one of the second attempt is missing");
            request.Lose(1, null);
            request.Answer(1, Result, 2);
            request.Fail(new InvalidOperationException("late"));

            Assert.That(answer.Result, Has.Length.EqualTo(2).And.None.SameAs(Result));
        }

        [Test]
        public void PictureThatIsLostAgainAndAgain_IsOneError()
        {
            var request = PictureRequest.OfOne(
                new TextureInput(new Texture2D(1, 1), false), [Two[0]], CancellationToken.None, out var answer);
            for (var attempt = 1; attempt <= 3; attempt++)
            {
                Assert.That(answer.IsCompleted, Is.False);
                request.Start();
                request.Lose(attempt, null);
            }

            request.Answer(0, Result, request.Attempt);

            Assert.That(answer.Exception!.InnerException!.Message, Does.Contain("3 times"));
        }
    }
}
