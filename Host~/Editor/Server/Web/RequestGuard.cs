using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Saccade.Host.Editor.Web
{
    /// <summary>
    /// Lets in whoever has the token and comes from this machine's own page; everybody else is refused before anything is read.
    /// </summary>
    internal sealed class RequestGuard(string token)
    {
        internal const string Cookie = "saccade-token";

        // No foreign host is ever asked; styles that the renderer writes into elements need 'unsafe-inline' for styles alone.
        private const string Policy =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

        internal Task HandleAsync(HttpContext context, RequestDelegate next)
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers["Referrer-Policy"] = "no-referrer";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers.CacheControl = "no-store";
            if (!IsAllowed(context))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return context.Response.WriteAsync(
                    "Not allowed. Open the whole address that ./saccade editor printed, token included.", context.RequestAborted);
            }

            if (context.Request.Query.ContainsKey("token"))
            {
                context.Response.Cookies.Append(
                    Cookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true });
            }

            return next(context);
        }

        // A name other than this machine's means that a foreign site's name was pointed here; a foreign origin, that a foreign page asks.
        // Browsers send the origin with everything but plain reads, and with every WebSocket.
        private bool IsAllowed(HttpContext context)
        {
            var request = context.Request;
            var isLocal = request.Host.Host is "127.0.0.1" or "localhost" && request.Host.Port == context.Connection.LocalPort;
            string? origin = request.Headers.Origin;
            var isPlainRead = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                && request.Headers.Upgrade.Count == 0;
            var isOwnPage = origin == null ? isPlainRead : origin == $"http://{request.Host}";
            var given = request.Query["token"].ToString();
            if (given.Length == 0)
            {
                given = request.Cookies[Cookie] ?? "";
            }

            var isKnown = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
            return isLocal && isOwnPage && isKnown;
        }
    }
}
