using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saccade.Training.Checkpoints;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>
    /// The hub as it behaves: a revision's description, small files by a relative redirect, large ones by a redirect to a storage server
    /// of another origin that knows ranges.
    /// </summary>
    internal sealed class FakeHub : IDisposable
    {
        internal const string Name = "someone/vit-tiny";
        internal const string StorageTag = "\"storage-tag\"";

        internal FakeHub()
        {
            Hub = new ScriptedServer(request => Answer(Hub!, request));
            Storage = new ScriptedServer(request => Answer(Storage!, request));
        }

        internal ScriptedServer Hub { get; }

        internal ScriptedServer Storage { get; }

        internal string Commit { get; set; } = new('a', 40);

        internal Dictionary<string, byte[]> Files { get; } = [];

        /// <summary>Answers instead of the hub and its storage, or not (null).</summary>
        internal Func<Request, Reply?> Intercept { get; set; } = _ => null;

        /// <summary>Changes what is sent.</summary>
        internal Func<Reply, Reply> Damage { get; set; } = reply => reply;

        /// <summary>The requests for a file's body.</summary>
        internal Request[] BodyRequests => Storage.Requests.ToArray();

        public void Dispose()
        {
            Hub.Dispose();
            Storage.Dispose();
        }

        /// <summary>A valid file of weights.</summary>
        internal static byte[] MakeWeights(int seed, int count = 50_000)
        {
            var path = Path.GetTempFileName();
            try
            {
                var random = new Random(seed);
                var elements = Enumerable.Range(0, count).Select(_ => random.NextSingle()).ToArray();
                SafetensorsWriter.Write(path, [new SafetensorsTensor("a", [count], () => elements)]);
                return File.ReadAllBytes(path);
            }
            finally
            {
                File.Delete(path);
            }
        }

        internal static string GitHash(byte[] content) =>
#pragma warning disable CA5350 // Git's hash, not ours to choose.
            Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
#pragma warning restore CA5350


        internal void AddModel(int seed = 1)
        {
            Files["config.json"] = Encoding.UTF8.GetBytes($$"""{"model_type": "vit", "seed": {{seed}}}""");
            Files["preprocessor_config.json"] = Encoding.UTF8.GetBytes("""{"size": 224}""");
            Files["model.safetensors"] = MakeWeights(seed);
        }

        /// <summary>How the storage server sends a file: whole, or the part that is asked for.</summary>
        internal static Reply SendRange(byte[] content, Request request, bool knowsRanges = true)
        {
            if (!knowsRanges || request.Range is not { } range)
            {
                return Reply.Make("200 OK", content, $"ETag: {StorageTag}");
            }

            var from = int.Parse(range["bytes=".Length..^1]);
            return from >= content.Length
                ? Reply.Make("416 Range Not Satisfiable", $"Content-Range: bytes */{content.Length}")
                : Reply.Make(
                    "206 Partial Content",
                    content[from..],
                    $"ETag: {StorageTag}",
                    $"Content-Range: bytes {from}-{content.Length - 1}/{content.Length}");
        }

        private Reply Answer(ScriptedServer server, Request request) =>
            Damage(Intercept(request) ?? (server == Storage ? Store(request) : Describe(request)));

        private Reply Store(Request request) => SendRange(Files[Path.GetFileName(request.Path.Split('?')[0])], request);

        private Reply Describe(Request request)
        {
            var file = Path.GetFileName(request.Path);
            if (request.Path.StartsWith("/api/models/", StringComparison.Ordinal))
            {
                var siblings = Files.Keys.Append("README.md").Select(name => new { rfilename = name });
                return Reply.Make("200 OK", JsonSerializer.SerializeToUtf8Bytes(new { id = Name, sha = Commit, siblings }));
            }

            var content = Files[file];
            if (request.Path.StartsWith("/api/resolve-cache/", StringComparison.Ordinal))
            {
                return Reply.Make("200 OK", content, $"ETag: \"{GitHash(content)}\"");
            }

            return file.EndsWith(".json", StringComparison.Ordinal)
                ? Reply.Make("307 Temporary Redirect", $"Location: /api/resolve-cache/models/{Name}/{Commit}/{file}")
                : Reply.Make(
                    "302 Found",
                    $"Location: {Storage.Origin}/{file}?signature=secret",
                    $"X-Linked-Etag: \"{Convert.ToHexStringLower(SHA256.HashData(content))}\"",
                    $"X-Linked-Size: {content.Length}",
                    $"X-Repo-Commit: {Commit}");
        }
    }
}
