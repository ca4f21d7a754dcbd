using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Saccade.Host.Editor
{
    /// <summary>
    /// Serves the stand-in editor to a browser on this machine: game view, menu bar and console. Only who has the token of the
    /// printed address gets in, and no other page that the browser has open can use it.
    /// </summary>
    public static class EditorServer
    {
        private const string Cookie = "saccade-token";
        private const string FrameBoundary = "frame";

        /// <summary>Makes the server; its first address holds the token.</summary>
        /// <param name="session">The scene to show.</param>
        /// <param name="menu">The menu bar.</param>
        /// <param name="port">The port on 127.0.0.1; 0 takes a free one.</param>
        /// <param name="token">The secret that the address carries.</param>
        public static WebApplication Create(EditorSession session, EditorMenu menu, int port, string token)
        {
            ArgumentNullException.ThrowIfNull(session);
            ArgumentNullException.ThrowIfNull(menu);
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, port);
                kestrel.Limits.MaxRequestBodySize = 4096;
            });
            WebApplication app = builder.Build();
            app.Use((context, next) => IsAllowed(context, token) ? next() : RefuseAsync(context));
            app.MapGet("/", context => WriteHtmlAsync(context, token));
            app.MapGet("/view", context => StreamAsync(context, session));
            app.MapGet("/console", () => session.ReadConsole());
            app.MapGet("/menu", async () =>
                (await session.InvokeAsync(menu.List).ConfigureAwait(false)).Select(entry => new { path = entry.Path, enabled = entry.Enabled }));
            app.MapPost("/menu", async (HttpContext context) =>
            {
                using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
                string path = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
                bool done = await session.InvokeAsync(() => menu.Execute(path)).ConfigureAwait(false);
                return done ? Results.NoContent() : Results.NotFound($"There is no menu entry \"{path}\" that can be chosen now.");
            });
            return app;
        }

        /// <summary>Makes a token that can't be guessed: 128 random bits as 32 letters.</summary>
        public static string CreateToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

        // A name other than this machine's means that a foreign site's name was pointed here; a foreign origin, that a foreign page asks.
        private static bool IsAllowed(HttpContext context, string token)
        {
            HttpRequest request = context.Request;
            bool isLocal = request.Host.Host is "127.0.0.1" or "localhost" && request.Host.Port == context.Connection.LocalPort;
            string? origin = request.Headers.Origin;
            bool isOwnPage = origin == null ? HttpMethods.IsGet(request.Method) : origin == $"http://{request.Host}";
            string given = request.Cookies[Cookie] ?? request.Query["token"].ToString();
            bool isKnown = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
            return isLocal && isOwnPage && isKnown;
        }

        private static Task RefuseAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("Not allowed. Open the whole address that ./saccade editor printed, token included.", context.RequestAborted);
        }

        private static async Task WriteHtmlAsync(HttpContext context, string token)
        {
            context.Response.Cookies.Append(Cookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true });
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'none'";
            using Stream page = typeof(EditorServer).Assembly.GetManifestResourceStream("Pages/editor.html")!;
            await page.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }

        private static async Task StreamAsync(HttpContext context, EditorSession session)
        {
            CancellationToken closed = context.RequestAborted;
            context.Response.ContentType = "multipart/x-mixed-replace; boundary=" + FrameBoundary;
            context.Response.Headers.CacheControl = "no-store";
            try
            {
                while (!closed.IsCancellationRequested)
                {
                    byte[] frame = await session.WaitForFrameAsync(closed).ConfigureAwait(false);
                    await context.Response.WriteAsync($"--{FrameBoundary}\r\nContent-Type: image/jpeg\r\nContent-Length: {frame.Length}\r\n\r\n", closed).ConfigureAwait(false);
                    await context.Response.Body.WriteAsync(frame, closed).ConfigureAwait(false);
                    await context.Response.WriteAsync("\r\n", closed).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
                // The page was closed.
            }
        }
    }
}
