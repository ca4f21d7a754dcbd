using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Host.Rendering;
using UnityEditor;
using UnityEngine;
using Debug = UnityEngine.Debug;

namespace Saccade.Host.Editor.Session
{
    /// <summary>
    /// The editor's engine on a thread of its own: requests, editor callbacks and frames of the scene take turns there. Nothing that goes
    /// wrong in them ends the thread; it goes to the console.
    /// </summary>
    public sealed class EditorSession : IDisposable
    {
        private static readonly TimeSpan FrameTime = TimeSpan.FromSeconds(1 / 30.0);

        // A frame that took long, or a pause, moves the scene on by no more than this.
        private static readonly TimeSpan LongestFrame = TimeSpan.FromSeconds(0.1);

        private readonly BlockingCollection<(Action Run, Action Cancel)> _requests = new();
        private readonly CancellationTokenSource _stopping = new();
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private readonly HostOptions _options;
        private readonly Action _createScene;
        private readonly Thread _thread;
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly FrameEncoder _encoder;
        private HostEngine _engine = null!;
        private PlayMode _playMode = null!;
        private PixelReadback? _copy;
        private bool _isCopying;
        private TimeSpan _lastFrame;
        private int _watchers;

        /// <summary>Creates the session; <see cref="StartAsync"/> starts it.</summary>
        /// <param name="options">Size of the game view, folder of the project.</param>
        /// <param name="createScene">Fills the scene, in edit mode; called on the engine's thread.</param>
        public EditorSession(HostOptions options, Action createScene)
        {
            ArgumentNullException.ThrowIfNull(options);
            _options = options with { IsEditor = true };
            _createScene = createScene;
            _encoder = new FrameEncoder(options.Width, options.Height);
            _thread = new Thread(Run) { IsBackground = true, Name = "Engine" };
        }

        /// <summary>Raised after every frame, on the engine's thread.</summary>
        public event Action? Ticked;

        /// <summary>Whether the scene is playing when it opens.</summary>
        public bool StartsPlaying { get; init; } = true;

        /// <summary>What scene and editor logged.</summary>
        public EditorConsole Console { get; } = new();

        /// <summary>Starts the engine and fills the scene.</summary>
        /// <exception cref="HostException">There is no driver to render with.</exception>
        public Task StartAsync()
        {
            _thread.Start();
            return _started.Task;
        }

        /// <summary>Runs something on the engine's thread, between two frames.</summary>
        /// <param name="request">What to run. What it throws goes to the console too.</param>
        /// <returns>Its result; cancelled when the session ends first.</returns>
        public Task<T> InvokeAsync<T>(Func<T> request)
        {
            TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                _requests.Add((() => Answer(request, done), () => done.TrySetCanceled()));
            }
            catch (InvalidOperationException)
            {
                done.TrySetCanceled();
            }

            return done.Task;
        }

        /// <summary>Runs something on the engine's thread, between two frames.</summary>
        /// <param name="request">What to run. What it throws goes to the console too.</param>
        public Task InvokeAsync(Action request) => InvokeAsync(() =>
        {
            request();
            return true;
        });

        /// <summary>
        /// Goes on with requests and frames until something is the case, or the session ends: how a dialog waits for its answer on the
        /// engine's thread, as editor code expects it to. From within a script of the scene only requests are served, because its frame is
        /// not over.
        /// </summary>
        /// <param name="isDone">Asked between two turns.</param>
        public void RunUntil(Func<bool> isDone)
        {
            ArgumentNullException.ThrowIfNull(isDone);
            MainThread.Demand("EditorSession.RunUntil");
            while (!_stopping.IsCancellationRequested && !isDone())
            {
                Turn();
            }
        }

        /// <summary>The lines of the console, oldest first.</summary>
        public IReadOnlyList<string> ReadConsole() =>
            [.. Console.Read().Select(entry => entry.Type == LogType.Log ? entry.Message : $"{entry.Type}: {entry.Message}")];

        /// <summary>Waits for the next frame, as a JPEG picture.</summary>
        /// <param name="cancellation">Ends the wait.</param>
        public async Task<byte[]> WaitForFrameAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref _watchers);
            try
            {
                return await _encoder.Next.WaitAsync(cancellation).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref _watchers);
            }
        }

        /// <summary>Stops the scene and the engine, and waits for both.</summary>
        public void Dispose()
        {
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            _stopping.Cancel();
            if (_thread.IsAlive)
            {
                _thread.Join();
            }

            _encoder.Dispose();
            _stopping.Dispose();
            _requests.Dispose();
        }

        private static void Guarded(Action action)
        {
            try
            {
                action();
            }
#pragma warning disable CA1031 // Whatever it is, the engine's thread goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e);
            }
        }

        private static void Answer<T>(Func<T> request, TaskCompletionSource<T> done)
        {
            try
            {
                done.TrySetResult(request());
            }
            catch (OperationCanceledException)
            {
                done.TrySetCanceled();
            }
#pragma warning disable CA1031 // It is the caller's exception, not the engine thread's.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e);
                done.TrySetException(e);
            }
        }

        private void Run()
        {
            try
            {
                _engine = HostEngine.StartEditing(_options);
            }
#pragma warning disable CA1031 // The thread's failure is the starter's to hear.
            catch (Exception e)
#pragma warning restore CA1031
            {
                EndRequests();
                _started.TrySetException(e);
                return;
            }

            Application.logMessageReceivedThreaded += Write;
            try
            {
                Open();
                while (!_stopping.IsCancellationRequested)
                {
                    Turn();
                }
            }
            finally
            {
                Close();
            }
        }

        private void Open()
        {
            _playMode = new PlayMode(_engine) { IsPlaying = StartsPlaying };
            EditorApplication.PlayMode = _playMode;
            Guarded(_createScene);
            Guarded(_playMode.Update);
            _started.SetResult();
        }

        private void Close()
        {
            Guarded(EditorLoop.Reset);
            EndRequests();
            Guarded(_engine.Dispose);
            Application.logMessageReceivedThreaded -= Write;
        }

        // Whoever waits for an answer hears that none comes.
        private void EndRequests()
        {
            _requests.CompleteAdding();
            while (_requests.TryTake(out var request))
            {
                request.Cancel();
            }
        }

        private void Turn()
        {
            var begin = _clock.Elapsed;
            if (!_engine.IsStepping)
            {
                Guarded(_playMode.Update);
                Guarded(Tick);
                Guarded(Advance);
                Guarded(Show);
                RaiseTicked();
            }

            Serve(begin + FrameTime);
        }

        private void Tick() => EditorLoop.Tick(_clock.Elapsed.TotalSeconds);

        private void RaiseTicked()
        {
            foreach (var listener in Ticked?.GetInvocationList() ?? [])
            {
                Guarded((Action)listener);
            }
        }

        private void Advance()
        {
            var now = _clock.Elapsed;
            var passed = now - _lastFrame;
            _lastFrame = now;
            if (!_playMode.TakeFrame())
            {
                _engine.Redraw();
            }
            else
            {
                _engine.Step((float)(passed < LongestFrame ? passed : _playMode.IsPaused ? FrameTime : LongestFrame).TotalSeconds);
            }
        }

        // The copy of one turn's frame is fetched in the next, when the device has long drawn it: nothing waits for it here.
        private void Show()
        {
            if (_isCopying && _encoder.IsFree && _copy!.IsReady)
            {
                _copy.CopyTo(_encoder.Pixels);
                _isCopying = false;
                _encoder.Encode();
            }

            if (!_isCopying && Volatile.Read(ref _watchers) > 0)
            {
                _engine.BeginCopy(ref _copy);
                _isCopying = true;
            }
        }

        // Requests come between two frames, and are what the engine waits on when it is early.
        private void Serve(TimeSpan until)
        {
            var left = until - _clock.Elapsed;
            try
            {
                while (_requests.TryTake(
                    out var request, left > TimeSpan.Zero ? (int)left.TotalMilliseconds : 0, _stopping.Token))
                {
                    request.Run();
                    left = until - _clock.Elapsed;
                }
            }
            catch (OperationCanceledException)
            {
                // The loop sees it too.
            }
        }

        private void Write(string message, string stackTrace, LogType type) => Console.Add(type, message, stackTrace);
    }
}
