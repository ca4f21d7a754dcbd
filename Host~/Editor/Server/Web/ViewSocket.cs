using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saccade.Host.Editor.Session;

namespace Saccade.Host.Editor.Web
{
    /// <summary>
    /// One page's game view: frames go out, two at most before the page has drawn one of them, so that a slow line gets fewer frames
    /// and not later ones; what the user does over the view comes in.
    /// </summary>
    internal sealed class ViewSocket(EditorSession session, IGameInput input, Action<string> log)
    {
        private const int FramesInFlight = 2;

        internal async Task HandleAsync(HttpContext context)
        {
            if (!context.WebSockets.IsWebSocketRequest)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync("/view is a WebSocket.", context.RequestAborted).ConfigureAwait(false);
                return;
            }

            using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            using var closed = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            using SemaphoreSlim room = new(FramesInFlight, FramesInFlight);
            var sending = SendAsync(socket, room, closed.Token);
            try
            {
                await ReceiveAsync(socket, room, closed.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                // The page was closed or reloaded, or its line broke.
            }
            finally
            {
                await closed.CancelAsync().ConfigureAwait(false);
                await sending.ConfigureAwait(false);
                await session.InvokeAsync(() => Apply(new GameMessage(GameMessageKind.Blur))).ConfigureAwait(false);
            }
        }

        private async Task SendAsync(WebSocket socket, SemaphoreSlim room, CancellationToken closed)
        {
            try
            {
                while (!closed.IsCancellationRequested)
                {
                    await room.WaitAsync(closed).ConfigureAwait(false);
                    var frame = await session.WaitForFrameAsync(closed).ConfigureAwait(false);
                    await socket.SendAsync(frame, WebSocketMessageType.Binary, true, closed).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The receiving side sees it too, and ends.
            }
        }

        private async Task ReceiveAsync(WebSocket socket, SemaphoreSlim room, CancellationToken closed)
        {
            var buffer = new byte[GameMessage.MaximumLength];
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    if (length == buffer.Length)
                    {
                        await RefuseAsync(socket, $"a message has more than {buffer.Length} bytes.", closed).ConfigureAwait(false);
                        return;
                    }

                    part = await socket.ReceiveAsync(buffer.AsMemory(length), closed).ConfigureAwait(false);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, closed).ConfigureAwait(false);
                    return;
                }

                if (part.MessageType != WebSocketMessageType.Text)
                {
                    await RefuseAsync(socket, "a message is binary, expected text.", closed).ConfigureAwait(false);
                    return;
                }

                GameMessage message;
                try
                {
                    message = GameMessage.Parse(buffer.AsMemory(0, length));
                }
                catch (FormatException e)
                {
                    await RefuseAsync(socket, e.Message, closed).ConfigureAwait(false);
                    return;
                }

                if (message.Kind != GameMessageKind.Acknowledge)
                {
                    await session.InvokeAsync(() => Apply(message)).ConfigureAwait(false);
                }
                else if (room.CurrentCount < FramesInFlight)
                {
                    room.Release();
                }
            }
        }

        private bool Apply(GameMessage message)
        {
            input.Apply(message);
            return true;
        }

        private Task RefuseAsync(WebSocket socket, string reason, CancellationToken closed)
        {
            log("Game view: " + reason + " The connection was closed.");
            return socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "message refused", closed);
        }
    }
}
