using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor.Dialogs;
using Saccade.Host.Editor.Menu;
using Saccade.Host.Editor.Session;
using Saccade.Host.Editor.Web;
using Saccade.Host.Editor.Windows;
using UnityEngine;

namespace Saccade.Editor.Tests.Server.Web
{
    /// <summary>The real server on a free port of this machine, with a real scene behind it. After every refusal it goes on.</summary>
    [NonParallelizable]
    public sealed class EditorServerTests
    {
        private const string Token = "0123456789abcdef0123456789abcdef";
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false });
        private readonly RecordedInput _input = new();
        private EditorSession _session = null!;
        private EditorModel _model = null!;
        private WebApplication _app = null!;
        private Uri _address = null!;

        private string Own => _address.GetLeftPart(UriPartial.Authority);

        [OneTimeSetUp]
        public async Task StartServer()
        {
            _session = new EditorSession(
                new HostOptions { Width = 64, Height = 48, Log = null },
                () => _ = new GameObject("Camera", typeof(Camera)) { tag = "MainCamera" });
            await _session.StartAsync();
            _model = new EditorModel(_session, new EditorMenu([typeof(TrainingProcess).Assembly]), new FileRoots([]), TimeProvider.System);
            _app = EditorServer.Create(_model, _session, _input, 0, Token);
            await _app.StartAsync();
            _address = new Uri(_app.Urls.Single());
        }

        [OneTimeTearDown]
        public async Task StopServer()
        {
            await _app.DisposeAsync();
            _model.Dispose();
            _session.Dispose();
            _client.Dispose();
        }

        [TearDown]
        public async Task ServerGoesOn()
        {
            using var answer = await Send(HttpMethod.Get, $"/?token={Token}");
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            using var view = await OpenView();
            Assert.That((await Receive(view)).Type, Is.EqualTo(WebSocketMessageType.Binary));
        }

        [Test]
        public void Address_IsOnThisMachineOnly() => Assert.That(_address.Host, Is.EqualTo("127.0.0.1"));

        [Test]
        public async Task Page_WithToken_IsServedAndSetsACookieForThisSiteAlone()
        {
            using var answer = await Send(HttpMethod.Get, $"/?token={Token}");

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            var cookie = answer.Headers.GetValues("Set-Cookie")
                .Single(value => value.StartsWith("saccade-token=", StringComparison.Ordinal));
            Assert.That(cookie, Does.Contain("httponly").And.Contain("samesite=strict"));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Saccade editor"));
        }

        [Test]
        public async Task Page_AsksNoOtherHostAndIsInNoFrame()
        {
            using var answer = await Send(HttpMethod.Get, $"/?token={Token}");

            var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
            Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("script-src 'self';").And.Contain("frame-ancestors 'none'"));
            Assert.That(policy, Does.Not.Contain("http"));
            Assert.That(answer.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("//fonts."));
        }

        [TestCase("/editor.js")]
        [TestCase("/editor.css")]
        [TestCase("/_framework/blazor.web.js")]
        [TestCase("/_content/MudBlazor/MudBlazor.min.js")]
        [TestCase("/_content/MudBlazor/MudBlazor.min.css")]
        public async Task Asset_WithTheCookie_IsServed(string path)
        {
            using var answer = await Send(HttpMethod.Get, path, AddCookie);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await answer.Content.ReadAsByteArrayAsync()).Length, Is.GreaterThan(1000));
        }

        [TestCase("/")]
        [TestCase("/?token=0123456789abcdef0123456789abcdee")]
        [TestCase("/?token=")]
        [TestCase("/view")]
        [TestCase("/editor.js")]
        [TestCase("/_framework/blazor.web.js")]
        [TestCase("/_blazor?id=x")]
        public async Task Request_WithoutTheToken_IsRefused(string path)
        {
            using var answer = await Send(HttpMethod.Get, path);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        [TestCase("evil.example")]
        [TestCase("127.0.0.1:1")]
        [TestCase("localhost.evil.example")]
        public async Task Request_UnderAnotherHostName_IsRefused(string host)
        {
            using var answer = await Send(HttpMethod.Get, $"/?token={Token}", request => request.Headers.Host = host);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        [TestCase("https://evil.example")]
        [TestCase("null")]
        [TestCase(null)]
        public async Task Post_FromAnotherPage_IsRefused(string? origin)
        {
            using var answer = await Post("/_blazor/negotiate?negotiateVersion=1", "", origin);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        [Test]
        public async Task Post_FromTheOwnPage_IsAnswered()
        {
            using var answer = await Post("/_blazor/negotiate?negotiateVersion=1", "", Own);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        [Test]
        public async Task Post_TooLarge_IsRefused()
        {
            using var answer = await Post("/_blazor/disconnect", new string('x', 100_000), Own);

            Assert.That((int)answer.StatusCode, Is.InRange(400, 499));
        }

        [TestCase("/view", "https://evil.example", Token)]
        [TestCase("/view", "null", Token)]
        [TestCase("/view", null, Token)]
        [TestCase("/view", "own", "0123456789abcdef0123456789abcdee")]
        [TestCase("/view", "own", "")]
        [TestCase("/_blazor", "https://evil.example", Token)]
        [TestCase("/_blazor", null, Token)]
        [TestCase("/_blazor", "own", "")]
        public void WebSocket_FromAnotherPageOrWithoutTheToken_IsRefused(string path, string? origin, string token) => Assert.That(
                async () => await Open(path, origin == "own" ? Own : origin, token),
                Throws.TypeOf<WebSocketException>().With.Message.Contains("403"));

        [Test]
        public async Task View_SendsNoMoreThanTwoFramesThatWereNotDrawn()
        {
            using var view = await OpenView();
            for (var i = 0; i < 2; i++)
            {
                var frame = (await Receive(view)).Content;
                Assert.That(frame[..2], Is.EqualTo(new byte[] { 0xff, 0xd8 }));
            }

            var third = Receive(view);
            for (var i = 0; i < 3; i++)
            {
                await _session.WaitForFrameAsync(CancellationToken.None);
            }

            Assert.That(third.IsCompleted, Is.False);

            await SendText(view, """{"type":"ack"}""");
            Assert.That((await third.WaitAsync(Patience)).Type, Is.EqualTo(WebSocketMessageType.Binary));
        }

        [Test]
        public async Task View_PassesOnWhatTheUserDoes()
        {
            using var view = await OpenView();
            await SendText(view, """{"type":"pointer","x":3.5,"y":4,"buttons":1}""");
            await SendText(view, """{"type":"key","key":"KeyA","text":"a","down":true}""");
            await SendText(view, """{"type":"wheel","x":0,"y":-1}""");

            Assert.That(await _input.TakeAsync(3), Is.EqualTo(new[]
            {
                new GameMessage(GameMessageKind.Mouse, 3.5f, 4, 1),
                new GameMessage(GameMessageKind.Key, Key: "KeyA", Text: "a", IsDown: true),
                new GameMessage(GameMessageKind.Wheel, 0, -1),
            }));
        }

        [TestCase("hello")]
        [TestCase("")]
        [TestCase("[]")]
        [TestCase("""{"type":"reboot"}""")]
        [TestCase("""{"type":7}""")]
        [TestCase("""{"type":"pointer","x":1e9,"y":0,"buttons":0}""")]
        [TestCase("""{"type":"pointer","x":0,"y":1e999,"buttons":0}""")]
        [TestCase("""{"type":"pointer","x":0,"y":0,"buttons":4096}""")]
        [TestCase("""{"type":"pointer","x":0,"y":0}""")]
        [TestCase("""{"type":"key","key":"a name far too long for any key that there is","text":"","down":true}""")]
        [TestCase("""{"type":"key","key":"KeyA","text":"","down":"yes"}""")]
        [TestCase("""{"type":{"a":{"b":{"c":{"d":{"e":1}}}}}}""")]
        public async Task View_RefusesAMessageItDoesNotKnow(string message)
        {
            using var view = await OpenView();

            await SendText(view, message);

            Assert.That(await ReceiveClose(view), Is.EqualTo(WebSocketCloseStatus.PolicyViolation));
        }

        [Test]
        public async Task View_RefusesAMessageThatIsTooLong()
        {
            using var view = await OpenView();

            await SendText(view, "{\"type\":\"ack\"" + new string(' ', GameMessage.MaximumLength) + "}");

            Assert.That(await ReceiveClose(view), Is.EqualTo(WebSocketCloseStatus.PolicyViolation));
        }

        [Test]
        public async Task View_TakesTheLongestMessage()
        {
            using var view = await OpenView();
            var message = """{"type":"wheel","x":0,"y":1}""";

            await SendText(view, message + new string(' ', GameMessage.MaximumLength - message.Length));

            Assert.That((await _input.TakeAsync(1))[0].Kind, Is.EqualTo(GameMessageKind.Wheel));
        }

        [Test]
        public async Task View_RefusesABinaryMessage()
        {
            using var view = await OpenView();

            await view.SendAsync(new byte[10], WebSocketMessageType.Binary, true, CancellationToken.None);

            Assert.That(await ReceiveClose(view), Is.EqualTo(WebSocketCloseStatus.PolicyViolation));
        }

        [Test]
        public async Task Hub_ClosesOnAMessageThatIsTooLong()
        {
            using var hub = await Open("/_blazor", Own, Token);
            await SendText(hub, "{\"protocol\":\"blazorpack\",\"version\":1}\u001e");

            var long64 = new byte[200_000];
            Array.Fill(long64, (byte)0xff);
            Assert.That(
                async () =>
                {
                    await hub.SendAsync(long64, WebSocketMessageType.Binary, true, CancellationToken.None);
                    while (hub.State == WebSocketState.Open)
                    {
                        using CancellationTokenSource patience = new(Patience);
                        if ((await hub.ReceiveAsync(new byte[4096], patience.Token)).MessageType == WebSocketMessageType.Close)
                        {
                            throw new WebSocketException("closed");
                        }
                    }
                },
                Throws.InstanceOf<WebSocketException>());
        }

        private static async Task<(WebSocketMessageType Type, byte[] Content)> Receive(ClientWebSocket socket)
        {
            using CancellationTokenSource patience = new(Patience);
            List<byte> content = [];
            var buffer = new byte[4096];
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer, patience.Token);
                content.AddRange(buffer[..part.Count]);
            }
            while (!part.EndOfMessage);
            return (part.MessageType, content.ToArray());
        }

        private static async Task<WebSocketCloseStatus?> ReceiveClose(ClientWebSocket socket)
        {
            while ((await Receive(socket)).Type != WebSocketMessageType.Close)
            {
            }

            return socket.CloseStatus;
        }

        private static Task SendText(ClientWebSocket socket, string text) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

        private static void AddCookie(HttpRequestMessage request) => request.Headers.Add("Cookie", "saccade-token=" + Token);

        private Task<ClientWebSocket> OpenView() => Open("/view", Own, Token);

        private async Task<ClientWebSocket> Open(string path, string? origin, string token)
        {
            ClientWebSocket socket = new();
            if (origin != null)
            {
                socket.Options.SetRequestHeader("Origin", origin);
            }

            if (token.Length > 0)
            {
                socket.Options.SetRequestHeader("Cookie", "saccade-token=" + token);
            }

            using CancellationTokenSource patience = new(Patience);
            try
            {
                await socket.ConnectAsync(new Uri(Own.Replace("http", "ws", StringComparison.Ordinal) + path), patience.Token);
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            return socket;
        }

        private Task<HttpResponseMessage> Post(string path, string body, string? origin) => Send(HttpMethod.Post, path, request =>
        {
            request.Content = new StringContent(body);
            AddCookie(request);
            if (origin != null)
            {
                request.Headers.Add("Origin", origin);
            }
        });

        private async Task<HttpResponseMessage> Send(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
        {
            using HttpRequestMessage request = new(method, new Uri(_address, path));
            change?.Invoke(request);
            return await _client.SendAsync(request);
        }

        private sealed class RecordedInput : IGameInput
        {
            private readonly System.Threading.Channels.Channel<GameMessage> _messages =
                System.Threading.Channels.Channel.CreateUnbounded<GameMessage>();

            public void Apply(GameMessage message)
            {
                if (message.Kind != GameMessageKind.Blur)
                {
                    _messages.Writer.TryWrite(message);
                }
            }

            internal async Task<List<GameMessage>> TakeAsync(int count)
            {
                using CancellationTokenSource patience = new(Patience);
                List<GameMessage> taken = [];
                while (taken.Count < count)
                {
                    taken.Add(await _messages.Reader.ReadAsync(patience.Token));
                }

                return taken;
            }
        }
    }
}
