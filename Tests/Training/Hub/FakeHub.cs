using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>
    /// Answers as the hub does: large files by a redirect to another origin, small ones by a relative redirect, each with its hash.
    /// </summary>
    internal sealed class FakeHub : IDisposable
    {
        internal const string Name = "org/model";

        internal FakeHub()
        {
            Storage = new LocalServer(request => Intercept(request) ?? Serve(request, Files[request.Path.Split('?')[0][1..]]));
            Hub = new LocalServer(request => Intercept(request) ?? Answer(request));
        }

        /// <summary>The hub itself.</summary>
        internal LocalServer Hub { get; }

        /// <summary>The other origin, where large files lie.</summary>
        internal LocalServer Storage { get; }

        internal string Commit { get; set; } = new('a', 40);

        internal Dictionary<string, byte[]> Files { get; } = new()
        {
            ["config.json"] = "{}"u8.ToArray(),
            ["preprocessor_config.json"] = """{"size":224}"""u8.ToArray(),
            ["model.safetensors"] = MakeBytes(300_000, seed: 1),
            ["pytorch_model.bin"] = [1, 2, 3],
            ["README.md"] = [4],
        };

        /// <summary>Answers instead of the hub and its storage, where it gives anything.</summary>
        internal Func<LocalServer.Request, LocalServer.Reply?> Intercept { get; set; } = _ => null;

        /// <summary>All paths that were asked for, without the listing.</summary>
        internal IEnumerable<string> FilePaths => Hub.Requests.Select(request => request.Path).Where(path => path.Contains("/resolve/"));

        public void Dispose()
        {
            Hub.Dispose();
            Storage.Dispose();
        }

        internal static byte[] MakeBytes(int count, int seed)
        {
            var bytes = new byte[count];
            new Random(seed).NextBytes(bytes);
            return bytes;
        }

        /// <summary>A file's bytes, from where the request wants them.</summary>
        internal static LocalServer.Reply Serve(LocalServer.Request request, byte[] file, params string[] headers)
        {
            if (request.Range is not { } range)
            {
                return new LocalServer.Reply(200, file, headers);
            }

            var offset = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            return offset < file.Length
                ? new LocalServer.Reply(206, file[offset..], [$"Content-Range: bytes {offset}-{file.Length - 1}/{file.Length}", .. headers])
                : new LocalServer.Reply(416, [], $"Content-Range: bytes */{file.Length}");
        }

        internal static string Sha1(byte[] file)
        {
            byte[] blob = [.. Encoding.ASCII.GetBytes($"blob {file.Length}\0"), .. file];
#pragma warning disable CA5350 // It is what git has.
            return Convert.ToHexStringLower(SHA1.HashData(blob));
#pragma warning restore CA5350
        }

        internal LocalServer.Reply List(string? commit = null)
        {
            var listing = new { sha = commit ?? Commit, gated = false, siblings = Files.Keys.Select(file => new { rfilename = file }) };
            return new LocalServer.Reply(200, JsonSerializer.SerializeToUtf8Bytes(listing));
        }

        internal LocalServer.Reply Answer(LocalServer.Request request)
        {
            if (request.Path.StartsWith($"/api/models/{Name}/revision/"))
            {
                return List();
            }

            var file = request.Path.Split('/')[^1];
            if (!Files.TryGetValue(file, out var bytes))
            {
                return new LocalServer.Reply(404, [], "X-Error-Code: EntryNotFound");
            }

            if (request.Path.StartsWith("/small/"))
            {
                return Serve(request, bytes, $"ETag: \"{Sha1(bytes)}\"");
            }

            return file.EndsWith(".safetensors")
                ? new LocalServer.Reply(
                    302,
                    "moved"u8.ToArray(),
                    $"Location: {Storage.Address}{file}?signature=secret",
                    $"X-Linked-Etag: \"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"",
                    $"X-Linked-Size: {bytes.Length}")
                : new LocalServer.Reply(307, [], $"Location: /small/{file}");
        }
    }
}
