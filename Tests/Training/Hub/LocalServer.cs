using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>An HTTP server on 127.0.0.1 that can misbehave: cut a body short, fall silent, send any bytes at all.</summary>
    internal sealed class LocalServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Func<Request, Reply> _answer;

        internal LocalServer(Func<Request, Reply> answer)
        {
            _answer = answer;
            _listener.Start();
            _ = Listen();
        }

        internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        internal ConcurrentQueue<Request> Requests { get; } = new();

        public void Dispose()
        {
            _stop.Cancel();
            _listener.Dispose();
            _stop.Dispose();
        }

        private async Task Listen()
        {
            var stop = _stop.Token;
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    _ = Serve(await _listener.AcceptTcpClientAsync(stop), stop);
                }
                catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
                {
                    return;
                }
            }
        }

        private async Task Serve(TcpClient client, CancellationToken stop)
        {
            using (client)
            {
                try
                {
                    var stream = client.GetStream();
                    var request = await Read(stream);
                    Requests.Enqueue(request);
                    var reply = _answer(request);
                    await stream.WriteAsync(reply.ToBytes(), stop);
                    if (reply.FallsSilent)
                    {
                        await Task.Delay(Timeout.Infinite, stop);
                    }

                    client.Client.Shutdown(SocketShutdown.Send);
                }
                catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
                {
                    // The client may go whenever it likes.
                }
            }
        }

        private static async Task<Request> Read(NetworkStream stream)
        {
            using var reader = new StreamReader(stream, Encoding.Latin1, false, 1024, leaveOpen: true);
            var path = (await reader.ReadLineAsync())?.Split(' ')[1] ?? throw new IOException("No request came.");
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }

            return new Request(path, headers);
        }

        internal sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
        {
            internal string? Authorization => Headers.GetValueOrDefault("Authorization");

            internal string? Range => Headers.GetValueOrDefault("Range");
        }

        internal sealed record Reply(int Status, byte[] Body, params string[] Headers)
        {
            /// <summary>How much of the body is sent; the length that is announced stays.</summary>
            internal int? CutAfter { get; init; }

            /// <summary>Keeps the connection open after what is sent.</summary>
            internal bool FallsSilent { get; init; }

            /// <summary>Sent instead of everything else.</summary>
            internal byte[]? Raw { get; init; }

            internal byte[] ToBytes()
            {
                string[] head = [$"HTTP/1.1 {Status} Status", $"Content-Length: {Body.Length}", "Connection: close", .. Headers, "", ""];
                return Raw ?? [.. Encoding.Latin1.GetBytes(string.Join("\r\n", head)), .. Body.Take(CutAfter ?? Body.Length)];
            }
        }
    }
}
