using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor;
using UnityEngine;

namespace Saccade.Editor.Tests.Server
{
    /// <summary>The real server on a free port of this machine, with a real scene behind it.</summary>
    [NonParallelizable]
    public sealed class EditorServerTests
    {
        private const string Token = "0123456789abcdef0123456789abcdef";

        private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false });
        private EditorSession _session = null!;
        private WebApplication _app = null!;
        private Uri _address = null!;

        [OneTimeSetUp]
        public async Task StartServer()
        {
            _session = new EditorSession(
                new HostOptions { Width = 64, Height = 48, Log = null },
                () => new GameObject("Camera", typeof(Camera)) { tag = "MainCamera" });
            await _session.StartAsync();
            _app = EditorServer.Create(_session, new EditorMenu([typeof(TrainingProcess).Assembly]), 0, Token);
            await _app.StartAsync();
            _address = new Uri(_app.Urls.Single());
        }

        [OneTimeTearDown]
        public async Task StopServer()
        {
            await _app.DisposeAsync();
            _session.Dispose();
            _client.Dispose();
        }

        [Test]
        public void Address_IsOnThisMachineOnly()
        {
            Assert.That(_address.Host, Is.EqualTo("127.0.0.1"));
        }

        [Test]
        public async Task Page_WithToken_IsServedAndSetsACookieForThisSiteAlone()
        {
            using HttpResponseMessage answer = await Send(HttpMethod.Get, $"/?token={Token}");

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Headers.GetValues("Set-Cookie").Single(), Does.Contain("httponly").And.Contain("samesite=strict"));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Saccade editor"));
        }

        [TestCase("/")]
        [TestCase("/?token=0123456789abcdef0123456789abcdee")]
        [TestCase("/menu?token=")]
        [TestCase("/view")]
        [TestCase("/console")]
        public async Task Request_WithoutTheToken_IsRefused(string path)
        {
            using HttpResponseMessage answer = await Send(HttpMethod.Get, path);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        [Test]
        public async Task Request_UnderAnotherHostName_IsRefused()
        {
            using HttpResponseMessage answer = await Send(HttpMethod.Get, $"/?token={Token}", request => request.Headers.Host = "evil.example");

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        [TestCase("https://evil.example")]
        [TestCase("null")]
        [TestCase(null)]
        public async Task Post_FromAnotherPage_IsRefused(string? origin)
        {
            using HttpResponseMessage answer = await Post("Tools/Saccade/Classify What The Camera Sees", origin);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        [Test]
        public async Task Post_MenuEntry_ChangesTheScene()
        {
            string own = _address.GetLeftPart(UriPartial.Authority);
            using HttpResponseMessage unknown = await Post("Tools/Nothing", own);
            Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

            using HttpResponseMessage answer = await Post("Tools/Saccade/Classify What The Camera Sees", own);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(await _session.InvokeAsync(() => Camera.main!.GetComponent<VitClassifier>() != null), Is.True);
        }

        [Test]
        public async Task Post_TooLarge_IsRefused()
        {
            using HttpResponseMessage answer = await Post(new string('x', 100_000), _address.GetLeftPart(UriPartial.Authority));

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        }

        [Test]
        public async Task View_StreamsFramesOfTheGame()
        {
            using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_address, "/view"));
            request.Headers.Add("Cookie", "saccade-token=" + Token);
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            using Stream body = await answer.Content.ReadAsStreamAsync(patience.Token);
            byte[] begin = new byte[512];

            await body.ReadExactlyAsync(begin, patience.Token);

            Assert.That(Encoding.Latin1.GetString(begin), Does.StartWith("--frame\r\nContent-Type: image/jpeg\r\n").And.Contain("\u00ff\u00d8\u00ff"));
        }

        private Task<HttpResponseMessage> Post(string body, string? origin) => Send(HttpMethod.Post, "/menu", request =>
        {
            request.Content = new StringContent(body);
            request.Headers.Add("Cookie", "saccade-token=" + Token);
            if (origin != null)
                request.Headers.Add("Origin", origin);
        });

        private async Task<HttpResponseMessage> Send(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
        {
            using HttpRequestMessage request = new(method, new Uri(_address, path));
            change?.Invoke(request);
            return await _client.SendAsync(request);
        }
    }
}
