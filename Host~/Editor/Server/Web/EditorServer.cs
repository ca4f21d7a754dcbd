using System;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MudBlazor.Services;
using Saccade.Host.Editor.Components;
using Saccade.Host.Editor.Session;
using Saccade.Host.Editor.Windows;

namespace Saccade.Host.Editor.Web
{
    /// <summary>
    /// Serves the stand-in editor to browsers on this machine. Only those who have the token of the printed address get in, and no other
    /// page that the browser has open can use it.
    /// </summary>
    public static class EditorServer
    {
        private const int LongestRequest = 4096;
        private const int LongestHubMessage = 64 * 1024;

        /// <summary>Makes the server; its first address is to be opened with the token.</summary>
        /// <param name="model">What the pages show.</param>
        /// <param name="session">The scene behind it.</param>
        /// <param name="input">What takes mouse and keys of the game view.</param>
        /// <param name="port">The port on 127.0.0.1; 0 takes a free one.</param>
        /// <param name="token">The secret that the address carries.</param>
        public static WebApplication Create(EditorModel model, EditorSession session, IGameInput input, int port, string token)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(session);
            ArgumentNullException.ThrowIfNull(input);
            var builder = WebApplication.CreateSlimBuilder(
                new WebApplicationOptions
                {
                    ApplicationName = typeof(EditorServer).Assembly.GetName().Name,
                    ContentRootPath = AppContext.BaseDirectory,
                });
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, port);
                kestrel.Limits.MaxRequestBodySize = LongestRequest;
                kestrel.AddServerHeader = false;
            });
            builder.Services.AddSingleton(model);
            builder.Services.AddRazorComponents().AddInteractiveServerComponents();
            builder.Services.Configure<HubOptions>(hub => hub.MaximumReceiveMessageSize = LongestHubMessage);
            builder.Services.AddMudServices();
            builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();

            var app = builder.Build();
            RequestGuard guard = new(token);
            app.Use(guard.HandleAsync);
            app.UseWebSockets();
            app.UseAntiforgery();
            EmbeddedAssets.Map(app);
            ViewSocket view = new(session, input, reason => session.InvokeAsync(() => UnityEngine.Debug.LogWarning(reason)));
            app.Map("/view", view.HandleAsync);
            app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
            return app;
        }

        /// <summary>Makes a token that can't be guessed: 128 random bits as 32 letters.</summary>
        public static string CreateToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    }
}
