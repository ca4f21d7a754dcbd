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
    /// <summary>
    /// An HTTP server on this machine that sends what it is told to, down to the last byte, and then closes the connection.
    /// </summary>
    internal sealed class ScriptedServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new();
        private readonly Func<Request, Reply> _answer;

        internal ScriptedServer(Func<Request, Reply> answer)
        {
            _answer = answer;
            _listener.Start();
            _ = AcceptAsync();
        }

        internal string Origin => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        internal ConcurrentQueue<Request> Requests { get; } = new();

        public void Dispose()
        {
            _end.Cancel();
            _listener.Stop();
        }

        private static async Task<Request?> ReadRequestAsync(NetworkStream stream)
        {
            using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
            if (await reader.ReadLineAsync() is not { } first)
            {
                return null;
            }

            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                var parts = line.Split(": ", 2);
                headers[parts[0]] = parts[1];
            }

            return new Request(first.Split(' ')[1], headers);
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
                }
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            try
            {
                using var connection = client;
                var stream = client.GetStream();
                if (await ReadRequestAsync(stream) is not { } request)
                {
                    return;
                }

                Requests.Enqueue(request);
                var reply = _answer(request);
                foreach (var part in reply.Parts)
                {
                    await stream.WriteAsync(part, _end.Token);
                }

                if (reply.Stalls)
                {
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
            {
                // Who asked has gone, as it may, or the test is over.
            }
        }
    }

    internal sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
    {
        internal string? Authorization => Headers.GetValueOrDefault("Authorization");

        internal string? Range => Headers.GetValueOrDefault("Range");
    }

    /// <param name="Parts">The bytes to send.</param>
    /// <param name="Stalls">Whether the connection then stays open, silent.</param>
    internal sealed record Reply(IEnumerable<byte[]> Parts, bool Stalls = false)
    {
        internal static Reply Make(string status, byte[] body, params string[] headers) =>
            MakeRaw(status, body, [.. headers, $"Content-Length: {body.Length}"]);

        internal static Reply Make(string status, params string[] headers) => Make(status, Array.Empty<byte>(), headers);

        internal static Reply MakeRaw(string status, byte[] body, params string[] headers)
        {
            var head = string.Concat(headers.Prepend($"HTTP/1.1 {status}").Append("Connection: close").Select(line => line + "\r\n"));
            return new Reply([Encoding.Latin1.GetBytes(head + "\r\n"), body]);
        }

        /// <summary>The reply's bytes up to some of its body.</summary>
        internal Reply CutBodyAfter(int count)
        {
            var parts = Parts.ToArray();
            return this with { Parts = [parts[0], parts[1][..Math.Min(count, parts[1].Length)]] };
        }
    }
}
