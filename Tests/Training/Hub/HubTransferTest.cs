using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Training.Hub;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>Redirects and the token, cut connections, servers that are busy, and files that aren't what they should be.</summary>
    public sealed class HubTransferTest : PullFixture
    {
        private static readonly string[] All = ["config.json", "preprocessor_config.json", "model.safetensors"];

        [Test]
        public async Task ARedirect_KeepsTheTokenAtTheHub_AndLosesItElsewhere()
        {
            await Pull();
            Assert.That(Hub.Hub.Requests.Select(request => request.Path), Has.Some.EqualTo("/small/config.json"));
            Assert.That(Hub.Hub.Requests.Select(request => request.Authorization), Is.All.EqualTo("Bearer hf_secret"));
            Assert.That(Hub.Storage.Requests, Is.Not.Empty);
            Assert.That(Hub.Storage.Requests.Select(request => request.Authorization), Is.All.Null);
        }

        [Test]
        public async Task WithoutAToken_NoneIsSent()
        {
            Options = Options with { Token = null };
            await Pull();
            Assert.That(Hub.Hub.Requests.Select(request => request.Authorization), Is.All.Null);
        }

        [Test]
        public async Task AnEndpointUnderAPath_IsAskedThere()
        {
            Hub.Intercept = request => request.Path.StartsWith("/mirror/")
                ? Hub.Answer(request with { Path = request.Path["/mirror".Length..] })
                : null;
            Options = Options with { Endpoint = new Uri(Options.Endpoint, "/mirror/") };
            await Pull();
            AssertPulled(All);
            Assert.That(Hub.FilePaths, Is.All.StartsWith("/mirror/org/model/resolve/"));
        }

        [Test]
        public void ARedirectThatLeadsToItself_EndsInAnError()
        {
            Hub.Intercept = request => new LocalServer.Reply(302, [], $"Location: {request.Path}");
            Assert.That(PullAndFail(), Does.Contain("more than 10 redirects"));
            Assert.That(Hub.Hub.Requests, Has.Count.EqualTo(11));
        }

        [TestCase("Location: file:///etc/passwd")]
        [TestCase("Location: ftp://127.0.0.1/")]
        [TestCase("Location: http://")]
        [TestCase("X-Location: /elsewhere")]
        public void ARedirectToNowhere_IsRefused(string header)
        {
            Hub.Intercept = _ => new LocalServer.Reply(307, [], header);
            Assert.That(PullAndFail(), Does.Contain("redirect to nowhere"));
        }

        [Test]
        public void ARedirectFromHttpsToHttp_IsRefused()
        {
            var hub = new Uri("https://hub.example/org/model");
            var relative = HubClient.Follow(hub, new Uri("/small?key=1", UriKind.Relative));
            Assert.That(relative.AbsoluteUri, Is.EqualTo("https://hub.example/small?key=1"));
            Assert.That(
                () => HubClient.Follow(hub, new Uri("http://hub.example/small?key=secret")),
                Throws.InstanceOf<TrainingException>().With.Message.Contains("refused").And.Message.Not.Contains("secret"));
        }

        [Test]
        public async Task AConnectionThatIsCut_IsTakenUpWhereItWas()
        {
            // More cuts than attempts: each gets further, so none counts as the second in a row.
            Hub.Intercept = request => request.Path.Contains("signature") && Hub.Storage.Requests.Count < 9
                ? FakeHub.Serve(request, Hub.Files["model.safetensors"]) with { CutAfter = 20_000 }
                : null;
            await Pull();
            AssertPulled(All);
            Assert.That(
                Hub.Storage.Requests.Select(request => request.Range),
                Is.EqualTo(Enumerable.Range(0, 9).Select(i => i == 0 ? null : $"bytes={i * 20_000}-")));
            Assert.That(Waits, Is.EqualTo(Enumerable.Repeat(TimeSpan.FromSeconds(1), 8)));
        }

        [Test]
        public async Task AConnectionThatFallsSilent_CountsAsCut()
        {
            Options = Options with { StallTimeout = TimeSpan.FromMilliseconds(300) };
            Hub.Intercept = request => request.Path.Contains("signature") && request.Range is null
                ? new LocalServer.Reply(200, Hub.Files["model.safetensors"]) { CutAfter = 1000, FallsSilent = true }
                : null;
            await Pull();
            AssertPulled(All);
            Assert.That(Observer.Texts, Has.Some.Contains("nothing came for 0.3 s"));
        }

        [Test]
        public async Task AServerThatIgnoresRanges_IsReadFromTheStart()
        {
            Hub.Intercept = request => request.Path.Contains("signature")
                ? new LocalServer.Reply(200, Hub.Files["model.safetensors"]) { CutAfter = Hub.Storage.Requests.Count < 3 ? 90_000 : null }
                : null;
            await Pull();
            AssertPulled(All);
        }

        [Test]
        public void AServerThatIgnoresRanges_AndIsAlwaysCut_IsGivenUp()
        {
            Hub.Intercept = request => request.Path.Contains("signature")
                ? new LocalServer.Reply(200, Hub.Files["model.safetensors"]) { CutAfter = 90_000 }
                : null;
            Assert.That(PullAndFail(), Does.Contain("in a row"));
            Assert.That(Hub.Storage.Requests, Has.Count.InRange(6, 7));
        }

        [Test]
        public async Task AnotherRangeThanTheOneAskedFor_StartsOver()
        {
            var file = Hub.Files["model.safetensors"];
            Hub.Intercept = request => !request.Path.Contains("signature") ? null : Hub.Storage.Requests.Count switch
            {
                1 => new LocalServer.Reply(200, file) { CutAfter = 90_000 },
                2 => new LocalServer.Reply(206, file[7..], $"Content-Range: bytes 7-{file.Length - 1}/{file.Length}"),
                _ => null,
            };
            await Pull();
            AssertPulled(All);
            Assert.That(Hub.Storage.Requests.Select(request => request.Range), Is.EqualTo(new[] { null, "bytes=90000-", null }));
            Assert.That(Observer.Texts, Has.Some.Contains("sends another part of model.safetensors"));
        }

        [TestCase("Retry-After: 7", 7)]
        [TestCase("Retry-After: Fri, 02 Jan 2026 03:04:25 GMT", 20)]
        [TestCase("Retry-After: Thu, 01 Jan 2026 00:00:00 GMT", 0)]
        [TestCase("Retry-After: soon", 1)]
        [TestCase("X-Nothing: 1", 1)]
        public async Task TooManyRequests_WaitsAsLongAsTold(string header, int seconds)
        {
            Hub.Intercept = _ => Hub.Hub.Requests.Count == 1 ? new LocalServer.Reply(429, [], header) : null;
            await Pull();
            AssertPulled(All);
            Assert.That(Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(seconds) }));
        }

        [Test]
        public void ALongRetryAfter_IsToldInsteadOfWaited()
        {
            Hub.Intercept = _ => new LocalServer.Reply(429, [], "Retry-After: 86400");
            Assert.That(PullAndFail(), Does.Contain("answers 429 and asks to come back in 1440 minutes"));
            Assert.That(Waits, Is.Empty);
        }

        [TestCase(500)]
        [TestCase(503)]
        [TestCase(504)]
        public async Task ServerErrors_AreTriedAgain_LaterAndLater(int status)
        {
            Hub.Intercept = _ => Hub.Hub.Requests.Count < 5 ? new LocalServer.Reply(status, []) : null;
            await Pull();
            AssertPulled(All);
            Assert.That(Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 1, 2, 4, 8 }));
        }

        [Test]
        public void ServerErrorsWithoutEnd_AreGivenUp_AndKeepWhatCame()
        {
            Hub.Intercept = request => request.Path.Contains("signature") ? new LocalServer.Reply(503, []) : null;
            Assert.That(PullAndFail(), Does.Contain("answers 503, 6 times in a row").And.Contains("goes on from here"));
            Assert.That(Hub.Storage.Requests, Has.Count.EqualTo(6));
            Assert.That(File.Exists(Path.Combine(Partial, "config.json")), Is.True);
        }

        [Test]
        public void AHubThatIsNotThere_IsGivenUp()
        {
            using (var server = new LocalServer(Hub.Answer))
            {
                Options = Options with { Endpoint = server.Address };
            }

            Assert.That(PullAndFail(), Does.Contain("the connection failed").And.Contains("6 times in a row"));
            Assert.That(Directory.Exists(Partial), Is.False);
        }

        [Test]
        public async Task ASignedAddressThatHasExpired_IsAskedForAgain()
        {
            Hub.Intercept = request => request.Path.Contains("signature") && Hub.Storage.Requests.Count == 1
                ? new LocalServer.Reply(403, [])
                : null;
            await Pull();
            AssertPulled(All);
        }

        [TestCase("config.json")]
        [TestCase("model.safetensors")]
        public async Task AFileWithAnotherHash_IsFetchedOnceMore(string file)
        {
            var damaged = Hub.Files[file].Reverse().ToArray();
            var count = 0;
            Hub.Intercept = request => IsBody(request, file) && count++ == 0 ? ServeAs(file, damaged) : null;
            await Pull();
            AssertPulled(All);
            Assert.That(Observer.Texts, Has.Some.Contains("fetching it once more"));
        }

        [TestCase("config.json")]
        [TestCase("model.safetensors")]
        public void AFileWithAnotherHash_Twice_IsAnError_AndGone(string file)
        {
            var damaged = Hub.Files[file].Reverse().ToArray();
            Hub.Intercept = request => IsBody(request, file) ? ServeAs(file, damaged) : null;
            Assert.That(PullAndFail(), Does.StartWith($"{file}: the hash of what came").And.Contains("twice"));
            Assert.That(Directory.Exists(Output), Is.False);
            Assert.That(File.Exists(Path.Combine(Partial, file)) || File.Exists(Path.Combine(Partial, file + ".part")), Is.False);
        }

        [Test]
        public void ABodyLongerThanAnnounced_IsAnError_AndGone()
        {
            byte[] longer = [.. Hub.Files["model.safetensors"], 0];
            Hub.Intercept = request => request.Path.Contains("signature") ? new LocalServer.Reply(200, longer) : null;
            Assert.That(PullAndFail(), Does.Contain("300,001 bytes or more came, but the hub says 300,000"));
            Assert.That(File.Exists(Path.Combine(Partial, "model.safetensors.part")), Is.False);
        }

        [Test]
        public async Task WeightsWithoutAHash_AreTaken_AndItIsSaid()
        {
            Hub.Intercept = request => request.Path.EndsWith("/model.safetensors")
                ? FakeHub.Serve(request, Hub.Files["model.safetensors"])
                : null;
            await Pull();
            AssertPulled(All);
            Assert.That(Observer.Texts, Has.Some.Contains("the hub tells no hash"));
        }

        [Test]
        public void AHugeConfig_IsRefused_BeforeItComes()
        {
            Hub.Intercept = request => request.Path == "/small/config.json"
                ? new LocalServer.Reply(200, []) { Raw = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"u8.ToArray() }
                : null;
            Assert.That(PullAndFail(), Does.Contain("config.json: it has 100.00 GB; expected 67.1 MB at most"));
        }

        [Test]
        public void AListingOfNoHub_IsRefused(
            [Values("", "<html>", "[]", "{}", """{"sha":"x","siblings":[]}""", """{"sha":1,"siblings":[]}""")] string text)
        {
            Hub.Intercept = _ => new LocalServer.Reply(200, Encoding.UTF8.GetBytes(text));
            Assert.That(PullAndFail(), Does.Contain("the answer is not a hub's").And.Contains("HF_ENDPOINT"));
        }

        [TestCaseSource(nameof(Refusals))]
        public void ARefusal_IsPutIntoWords(int status, string header, string words)
        {
            Hub.Intercept = _ => new LocalServer.Reply(status, [], header);
            Assert.That(PullAndFail(), Does.Contain(words));
            Assert.That(Waits, Is.Empty);
            Assert.That(Directory.Exists(Partial), Is.False);
        }

        [TestCase(401)]
        [TestCase(403)]
        public void AGatedFile_IsPutIntoWords_WithOrWithoutAToken(int status)
        {
            var refusal = new LocalServer.Reply(status, [], "X-Error-Code: GatedRepo");
            Hub.Intercept = request => request.Path.Contains("/resolve/") ? refusal : null;
            Assert.That(
                PullAndFail(), Does.Contain("org/model: the repository is gated").And.Contains("The token in HF_TOKEN doesn't open it"));
            Options = Options with { Token = null };
            Assert.That(PullAndFail(), Does.Contain("gated").And.Contains("No token was sent"));
        }

        private static IEnumerable<TestCaseData<int, string, string>> Refusals()
        {
            yield return new(404, "X-Error-Code: RepoNotFound", "org/model: there is no such repository, or it is private");
            yield return new(401, "X-Error-Code: RepoNotFound", "there is no such repository");
            yield return new(401, "X-Nothing: 1", "there is no such repository");
            yield return new(404, "X-Error-Code: RevisionNotFound", "org/model: there is no revision 'main'");
            yield return new(403, "X-Error-Code: GatedRepo", "the repository is gated");
            yield return new(403, "X-Error-Message: Blocked\u001b[2J here\r\nX-Error-Code: Other", "no access (403: Blocked?[2J here)");
            yield return new(418, "X-Error-Message: I am a teapot", "the answer is 418: I am a teapot");
        }

        private static bool IsBody(LocalServer.Request request, string file)
        {
            return request.Path == $"/small/{file}" || request.Path.StartsWith($"/{file}?");
        }

        private LocalServer.Reply ServeAs(string file, byte[] damaged)
        {
            return new LocalServer.Reply(200, damaged, $"ETag: \"{FakeHub.Sha1(Hub.Files[file])}\"");
        }
    }
}
