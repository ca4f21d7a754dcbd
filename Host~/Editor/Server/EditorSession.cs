using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using SkiaSharp;
using UnityEngine;

namespace Saccade.Host.Editor
{
    /// <summary>
    /// A running scene on a thread of its own, the engine's, with what the page shows of it: the newest frame and the console.
    /// </summary>
    public sealed class EditorSession : IDisposable
    {
        private const int ConsoleLines = 200;
        private const int JpegQuality = 85;
        private static readonly TimeSpan FrameTime = TimeSpan.FromSeconds(1 / 30.0);

        private readonly BlockingCollection<Action> _requests = new();
        private readonly CancellationTokenSource _stopping = new();
        private readonly Queue<string> _console = new();
        private readonly HostOptions _options;
        private readonly Action _createScene;
        private readonly Thread _thread;
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource<byte[]> _nextFrame = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private HostEngine? _engine;
        private int _watchers;

        /// <summary>Creates the session; <see cref="StartAsync"/> starts it.</summary>
        /// <param name="options">Size of the game view.</param>
        /// <param name="createScene">Fills the scene; called on the engine's thread.</param>
        public EditorSession(HostOptions options, Action createScene)
        {
            _options = options;
            _createScene = createScene;
            _thread = new Thread(Run) { IsBackground = true, Name = "Engine" };
        }

        /// <summary>Starts the engine and fills the scene.</summary>
        /// <exception cref="HostException">There is no driver to render with.</exception>
        public Task StartAsync()
        {
            _thread.Start();
            return _started.Task;
        }

        /// <summary>Runs something on the engine's thread, between two frames.</summary>
        /// <param name="request">What to run.</param>
        public Task<T> InvokeAsync<T>(Func<T> request)
        {
            TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _requests.Add(() =>
            {
                try
                {
                    done.SetResult(request());
                }
#pragma warning disable CA1031 // It is the caller's exception, not the engine thread's.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    done.SetException(e);
                }
            });
            return done.Task;
        }

        /// <summary>Raised on the engine's thread after every tick.</summary>
        public event Action? Ticked;

        /// <summary>Runs something on the engine's thread, between two frames.</summary>
        /// <param name="request">What to run.</param>
        public Task InvokeAsync(Action request) => InvokeAsync(() =>
        {
            request();
            return true;
        });

        /// <summary>Lets the scene go on until a condition holds, or the session stops. Engine thread only.</summary>
        /// <param name="isOver">The condition, asked after every frame.</param>
        public void RunUntil(Func<bool> isOver)
        {
            ArgumentNullException.ThrowIfNull(isOver);
            while (!_stopping.IsCancellationRequested && !isOver())
                Tick();
        }

        /// <summary>The lines of the console, oldest first.</summary>
        public IReadOnlyList<string> ReadConsole()
        {
            lock (_console)
                return _console.ToArray();
        }

        /// <summary>Waits for the next frame, as a JPEG picture.</summary>
        /// <param name="cancellation">Ends the wait.</param>
        public async Task<byte[]> WaitForFrameAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref _watchers);
            try
            {
                return await Volatile.Read(ref _nextFrame).Task.WaitAsync(cancellation).ConfigureAwait(false);
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
                return;
            _stopping.Cancel();
            if (_thread.IsAlive)
                _thread.Join();
            _stopping.Dispose();
            _requests.Dispose();
        }

        private static byte[] EncodeJpeg(Picture picture)
        {
            using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), picture.Rgba);
            using SKData data = image.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
            return data.ToArray();
        }

        private void Run()
        {
            try
            {
                using HostEngine engine = HostEngine.Start(_options);
                Application.logMessageReceived += Write;
                _createScene();
                _started.SetResult();
                _engine = engine;
                while (!_stopping.IsCancellationRequested)
                    Tick();

                Application.logMessageReceived -= Write;
            }
#pragma warning disable CA1031 // The thread's failure is the starter's to hear.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _started.TrySetException(e);
            }
        }

        private void Tick()
        {
            TimeSpan begin = _clock.Elapsed;
            _engine!.Step((float)FrameTime.TotalSeconds);
            EditorLoop.Tick(begin.TotalSeconds);
            Ticked?.Invoke();
            if (Volatile.Read(ref _watchers) > 0)
                Interlocked.Exchange(ref _nextFrame, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult(EncodeJpeg(HostScreen.Capture()));
            Serve(begin + FrameTime, _clock);
        }

        // Requests come between two frames, and are what the engine waits on when it is early.
        private void Serve(TimeSpan until, Stopwatch clock)
        {
            TimeSpan left = until - clock.Elapsed;
            try
            {
                while (_requests.TryTake(out Action? request, left > TimeSpan.Zero ? (int)left.TotalMilliseconds : 0, _stopping.Token))
                {
                    request();
                    left = until - clock.Elapsed;
                }
            }
            catch (OperationCanceledException)
            {
                // The loop sees it too.
            }
        }

        private void Write(string message, string stackTrace, LogType type)
        {
            lock (_console)
            {
                _console.Enqueue(type == LogType.Log ? message : $"{type}: {message}");
                if (_console.Count > ConsoleLines)
                    _console.Dequeue();
            }
        }
    }
}
