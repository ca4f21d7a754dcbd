using System;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Saccade.Editor.Tests.Browser
{
    /// <summary>The editor as a user starts it: a process of its own, that prints its address.</summary>
    internal sealed partial class EditorProcess : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

        private readonly Process _process;
        private readonly StringBuilder _output = new();

        private EditorProcess(Process process)
        {
            _process = process;
        }

        /// <summary>The whole address, token included.</summary>
        internal Uri Address { get; private set; } = null!;

        /// <summary>Its process id.</summary>
        internal int Id => _process.Id;

        /// <summary>All that it has printed so far.</summary>
        internal string Output
        {
            get
            {
                lock (_output)
                {
                    return _output.ToString();
                }
            }
        }

        /// <summary>Starts it on a free port and waits for its address.</summary>
        /// <param name="project">Its project folder.</param>
        /// <param name="arguments">Further arguments.</param>
        internal static async Task<EditorProcess> StartAsync(string project, params string[] arguments)
        {
            ProcessStartInfo start = new("dotnet", [Artifacts.Editor, "--port", "0", "--project", project, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = project,
            };
            EditorProcess editor = new(Process.Start(start)!);
            TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
            void Hear(string? line)
            {
                if (line == null)
                {
                    return;
                }

                lock (editor._output)
                {
                    editor._output.AppendLine(line);
                }

                if (AddressIn().Match(line) is { Success: true } match)
                {
                    address.TrySetResult(new Uri(match.Value));
                }
            }

            editor._process.OutputDataReceived += (_, line) => Hear(line.Data);
            editor._process.ErrorDataReceived += (_, line) => Hear(line.Data);
            editor._process.EnableRaisingEvents = true;
            editor._process.Exited += (_, _) =>
                address.TrySetException(new InvalidOperationException("The editor has ended:\n" + editor.Output));
            editor._process.BeginOutputReadLine();
            editor._process.BeginErrorReadLine();
            editor.Address = await address.Task.WaitAsync(Patience).ConfigureAwait(false);
            return editor;
        }

        /// <summary>Ends it, and what it started.</summary>
        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            await _process.WaitForExitAsync().ConfigureAwait(false);
            _process.Dispose();
        }

        [GeneratedRegex(@"http://127\.0\.0\.1:\d+/\?token=[0-9a-f]+")]
        private static partial Regex AddressIn();
    }
}
