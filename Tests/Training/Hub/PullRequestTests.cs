using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Training.Download;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>Redirects and the token, refusals and their words, waits between attempts.</summary>
    public sealed class PullRequestTests : PullFixture
    {
        private const string Token = "hf_secret";

        [Test]
        public async Task TheToken_GoesToTheHub_AlsoByRelativeRedirects_AndToNoOtherOrigin()
        {
            await PullAsync(token: Token);
            Assert.That(Fake.Hub.Requests.Select(request => request.Path), Has.Some.Contains("/api/resolve-cache/"));
            Assert.That(Fake.Hub.Requests.Select(request => request.Authorization), Is.All.EqualTo($"Bearer {Token}"));
            Assert.That(Fake.BodyRequests.Single().Authorization, Is.Null);
        }

        [Test]
        public async Task TheToken_DoesNotComeBack_WhenAnotherOriginRedirectsToTheHub()
        {
            Fake.Intercept = request => request.Path.StartsWith("/model.safetensors", StringComparison.Ordinal)
                ? Reply.Make("302 Found", $"Location: {Fake.Hub.Origin}/api/resolve-cache/model.safetensors")
                : null;
            await PullAsync(token: Token);
            AssertPulled();
            Assert.That(Fake.Hub.Requests.Last().Authorization, Is.Null);
        }

        [Test]
        public async Task WithoutAToken_NothingIsSent()
        {
            await PullAsync();
            Assert.That(Fake.Hub.Requests.Concat(Fake.Storage.Requests).Select(request => request.Authorization), Is.All.Null);
        }

        [Test]
        public async Task ARenamedRepository_IsFollowed()
        {
            Fake.Intercept = request => request.Path == $"/api/models/{FakeHub.Name}/revision/main"
                ? Reply.Make("307 Temporary Redirect", "Location: /api/models/new/name/revision/main")
                : null;
            await PullAsync();
            AssertPulled();
        }

        [Test]
        public void RedirectsInACircle_AreEnded()
        {
            Fake.Intercept = request => Reply.Make("302 Found", $"Location: {request.Path}");
            Assert.That(PullInVain(), Does.Contain("more than 10 times"));
            Assert.That(Fake.Hub.Requests, Has.Count.EqualTo(11));
        }

        [TestCase("file:///etc/passwd", "less safe")]
        [TestCase("ftp://127.0.0.1/x", "less safe")]
        [TestCase("http://[", "no valid address")]
        [TestCase("", "no valid address")]
        public void ARedirectToNowhereGood_IsRefused(string location, string words)
        {
            Fake.Intercept = _ => Reply.Make("302 Found", $"Location: {location}");
            Assert.That(PullInVain(), Does.Contain(words).And.Contain("HF_ENDPOINT"));
        }

        [TestCase("https://hub", "https://storage/x", true)]
        [TestCase("https://hub", "http://storage/x", false)]
        [TestCase("https://hub", "http://hub/x", false)]
        [TestCase("http://hub", "http://storage/x", true)]
        [TestCase("http://hub", "https://storage/x", true)]
        [TestCase("http://hub", "file:///x", false)]
        public void ARedirect_NeverLeavesEncryptionBehind(string endpoint, string target, bool isSafe) =>
            Assert.That(ServerConnection.IsSafe(new Uri(target), new Uri(endpoint)), Is.EqualTo(isSafe));

        [TestCase("404 Not Found", "RepoNotFound", "", null, "no repository someone/vit-tiny at http", "set HF_TOKEN")]
        [TestCase("404 Not Found", "RepoNotFound", "", Token, "no repository someone/vit-tiny at http", "whether HF_TOKEN may read it")]
        [TestCase("401 Unauthorized", "", "Invalid username or password.", null, "no repository", "private")]
        [TestCase("404 Not Found", "", "", null, "no repository", "Check the name")]
        [TestCase("401 Unauthorized", "GatedRepo", "", null, "is gated", "set HF_TOKEN")]
        [TestCase("403 Forbidden", "GatedRepo", "", Token, "is gated", "HF_TOKEN's account has no access")]
        [TestCase("404 Not Found", "RevisionNotFound", "", null, "no revision 'main'", "--revision")]
        [TestCase("404 Not Found", "EntryNotFound", "", null, "lists a file", "doesn't have")]
        [TestCase("401 Unauthorized", "", "Invalid credentials in Authorization header", Token, "doesn't know HF_TOKEN", "settings/tokens")]
        [TestCase("403 Forbidden", "", "Access is disabled.", null, "HTTP 403 Access is disabled.", "See http")]
        [TestCase("418 I'm a teapot", "", "", null, "HTTP 418.", "See http")]
        public void ARefusal_IsSaidInWords(string status, string code, string message, string? token, string what, string advice)
        {
            Fake.Intercept = _ => Reply.Make(status, $"X-Error-Code: {code}", $"X-Error-Message: {message}");
            Assert.That(PullInVain(token: token), Does.Contain(what).And.Contain(advice).And.Not.Contain(Token));
            Assert.That(Fake.Hub.Requests, Has.Count.EqualTo(1));
            Assert.That(Directory.Exists(Partial), Is.False);
        }

        [Test]
        public void AGatedModel_WhoseDescriptionIsPublic_LeavesNothingBehind()
        {
            Fake.Intercept = request => request.Path.Contains("/resolve/") ? Reply.Make("403 Forbidden", "X-Error-Code: GatedRepo") : null;
            Assert.That(PullInVain(), Does.Contain("is gated"));
            Assert.That(Directory.Exists(Partial), Is.False);
        }

        [Test]
        public void AServersWords_CantCommandTheTerminal()
        {
            Fake.Intercept = _ => Reply.Make("403 Forbidden", $"X-Error-Message: red\u001b[31m{new string('x', 1000)}");
            Assert.That(PullInVain(), Does.Not.Contain("\u001b").And.Length.LessThan(600));
        }

        [Test]
        public void AStorageServersRefusal_IsNotTheHubs_AndItsSignatureStaysSecret()
        {
            Fake.Intercept = request => request.Path.StartsWith("/model.safetensors", StringComparison.Ordinal)
                ? Reply.Make("403 Forbidden", "X-Error-Code: GatedRepo")
                : null;
            Assert.That(PullInVain(), Does.Contain("HTTP 403").And.Not.Contain("gated").And.Not.Contain("signature"));
        }

        [TestCase("Retry-After: 17")]
        [TestCase("Retry-After: Tue, 01 Jan 2030 00:00:17 GMT")]
        [TestCase("RateLimit: \"api\";r=0;t=17")]
        public async Task TooManyRequests_WaitsAsLongAsTheServerAsks(string header)
        {
            AnswerFirst(2, Reply.Make("429 Too Many Requests", header));
            await PullAsync();
            AssertPulled();
            Assert.That(Time.Waits, Is.EqualTo(new double[] { 17, 17 }));
            Assert.That(Notes, Has.Some.Contains("HTTP 429").And.Some.Contains("17 s"));
        }

        [TestCase("Retry-After: garbage", 1)]
        [TestCase("Retry-After: Fri, 01 Jan 1999 00:00:00 GMT", 0)]
        [TestCase("RateLimit: \"api\";r=0;t=99999999999999999999", 1)]
        public void AWaitThatMakesNoSense_IsNotBelieved(string header, int seconds)
        {
            using var response = new HttpResponseMessage();
            var parts = header.Split(": ", 2);
            response.Headers.TryAddWithoutValidation(parts[0], parts[1]);
            var wait = Retries.ReadWait(response, ImmediateTime.Now);
            Assert.That(wait?.TotalSeconds ?? 1, Is.EqualTo(seconds));
        }

        [Test]
        public void AServerThatAsksForHours_IsNotWaitedFor()
        {
            Fake.Intercept = _ => Reply.Make("429 Too Many Requests", "Retry-After: 7200");
            Assert.That(PullInVain(), Does.Contain("HTTP 429").And.Contain("7200 s"));
            Assert.That(Time.Waits, Is.Empty);
        }

        [TestCase(500)]
        [TestCase(502)]
        [TestCase(503)]
        [TestCase(504)]
        public async Task AServerInTrouble_IsAskedAgain_EachTimeLater(int status)
        {
            AnswerFirst(6, Reply.Make($"{status} Trouble"));
            await PullAsync();
            AssertPulled();
            Assert.That(Time.Waits, Is.EqualTo(new double[] { 1, 2, 4, 8, 16, 30 }));
        }

        [Test]
        public void EndlessTrouble_IsGivenUp()
        {
            Fake.Intercept = _ => Reply.Make("503 Service Unavailable");
            Assert.That(PullInVain(), Does.Contain("HTTP 503").And.Contain("attempt 7").And.Contain("Try again later"));
            Assert.That(Fake.Hub.Requests, Has.Count.EqualTo(7));
        }

        [Test]
        public async Task TroubleInTheMiddle_OfTheStorage_IsGoneOnFrom()
        {
            InterceptStorage(
                (request, weights) => FakeHub.SendRange(weights, request).CutBodyAfter(1000),
                (_, _) => Reply.Make("503 Slow Down", "Retry-After: 3"));
            await PullAsync();
            AssertPulled();
            Assert.That(Time.Waits, Is.EqualTo(new double[] { 1, 3 }));
        }

        [Test]
        public void AHubThatCantBeReached_IsNamed()
        {
            Fake.Hub.Dispose();
            Assert.That(PullInVain(), Does.Contain("127.0.0.1").And.Contain("refused").And.Contain("attempt 7"));
        }

        [TestCase("")]
        [TestCase("<html>")]
        [TestCase("[]")]
        [TestCase("{}")]
        [TestCase("{\"sha\": 7, \"siblings\": []}")]
        [TestCase("{\"sha\": \"../../etc\", \"siblings\": []}")]
        [TestCase("{\"sha\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"siblings\": [1]}")]
        [TestCase("{\"sha\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"siblings\": [{\"rfilename\": null}]}")]
        [TestCase("{\"sha\": \"\\ud800\", \"siblings\": []}")]
        public void ADescriptionThatIsNone_IsOneClearError(string text)
        {
            Fake.Intercept = _ => Reply.Make("200 OK", Encoding.UTF8.GetBytes(text));
            Assert.That(PullInVain(), Does.Contain(FakeHub.Name));
        }

        [Test]
        public void ADescriptionThatNeverEnds_IsCut()
        {
            var part = new byte[1 << 20];
            Fake.Intercept = _ => new Reply(Enumerable.Repeat(part, 1000).Prepend("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray()));
            Assert.That(PullInVain(), Does.Contain("more than"));
        }

        [Test]
        public async Task GarbledAnswers_GiveOneClearError_AndNeverWrongWeights()
        {
            Fake.Files["model.safetensors"] = FakeHub.MakeWeights(1, 500);
            var random = new Random(20300101);
            var pulled = 0;
            for (var round = 0; round < 250; round++)
            {
                // One answer of a pull is garbled; the fourth or so of the rounds garble none that is read.
                var left = random.Next(8);
                Fake.Damage = reply => left-- == 0 ? Garble(reply, random) : reply;
                try
                {
                    await PullAsync(attempts: 3, stallSeconds: 20);
                    Assert.That(File.ReadAllBytes(Path.Combine(Output, "model.safetensors")), Is.EqualTo(Fake.Files["model.safetensors"]));
                    pulled++;
                    Directory.Delete(Output, recursive: true);
                }
                catch (TrainingException error)
                {
                    Assert.That(error.Message, Has.Length.LessThan(1000));
                    Assert.That(Directory.Exists(Output), Is.False);
                }
            }

            Assert.That(pulled, Is.InRange(100, 249));
        }

        private static Reply Garble(Reply reply, Random random)
        {
            var bytes = reply.Parts.SelectMany(part => part).ToList();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                // Most of what is read is in the first bytes: the head.
                var at = random.Next(random.Next(2) == 0 ? Math.Min(bytes.Count, 200) : bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                        break;
                    case 2:
                        bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)));
                        break;
                    default:
                        bytes[at] = (byte)"0123456789-/:;\r\n\0\"{}"[random.Next(20)];
                        break;
                }

                if (bytes.Count == 0)
                {
                    break;
                }
            }

            return new Reply([bytes.ToArray()]);
        }

        private void AnswerFirst(int count, Reply reply) => Fake.Intercept = _ => count-- > 0 ? reply : null;
    }
}
