using System.Collections.Generic;
using System.IO;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Saccade.Host.Editor.Web
{
    /// <summary>The scripts and style sheets, which lie in this assembly.</summary>
    internal static class EmbeddedAssets
    {
        private static readonly Dictionary<string, string> Files = new()
        {
            ["/_framework/blazor.web.js"] = "blazor.web.js",
            ["/_content/MudBlazor/MudBlazor.min.css"] = "MudBlazor.min.css",
            ["/_content/MudBlazor/MudBlazor.min.js"] = "MudBlazor.min.js",
            ["/editor.css"] = "editor.css",
            ["/editor.js"] = "editor.js",
        };

        internal static void Map(IEndpointRouteBuilder routes)
        {
            foreach (var (address, name) in Files)
            {
                using var source = typeof(EmbeddedAssets).Assembly.GetManifestResourceStream("Assets/" + name)
                    ?? throw new FileNotFoundException($"{name} is missing in this assembly. Build Host~/Editor/Server again.");
                var content = new byte[source.Length];
                source.ReadExactly(content);
                var type = name.EndsWith(".js", System.StringComparison.Ordinal) ? "text/javascript" : "text/css";
                routes.MapGet(address, () => TypedResults.Bytes(content, type + "; charset=utf-8"));
            }
        }
    }
}
