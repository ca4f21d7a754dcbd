using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace Saccade.Editor.Training
{
    /// <summary>
    /// Builds the training tool from the package's own sources. Packages are read-only, so all that is written goes elsewhere; the tool
    /// is at its place whole or not at all.
    /// </summary>
    internal sealed class TrainingToolBuild
    {
        private const int SdkVersion = 10;
        private const int LogLinesKept = 400;
        private const int LinesTold = 15;
        private static readonly string[] ListSdks = { "--list-sdks" };
        private static readonly TimeSpan QuestionLimit = TimeSpan.FromSeconds(60);
        private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(60);

        private readonly string _package;
        private readonly string _target;
        private readonly string _dotnet;
        private readonly BoundedLog _log = new BoundedLog(LogLinesKept);

        /// <param name="package">The package's folder.</param>
        /// <param name="target">The folder that is to hold the tool; what it held before is replaced.</param>
        /// <param name="dotnet">.NET's command.</param>
        internal TrainingToolBuild(string package, string target, string dotnet)
        {
            _package = package;
            _target = target;
            _dotnet = dotnet;
        }

        /// <summary>What .NET's command said, newest last. Any thread may ask.</summary>
        internal string[] Log => _log.ToArray();

        /// <summary>Builds. Blocks, and may take minutes: never call it from the editor's main thread.</summary>
        /// <param name="onPhase">Receives a sentence whenever something new begins.</param>
        /// <param name="cancellation">Ends it; nothing is left.</param>
        /// <returns>The path of the tool.</returns>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        /// <exception cref="TrainingToolException">It can't be built; the message says why.</exception>
        internal string Run(Action<string> onPhase, CancellationToken cancellation)
        {
            var project = Path.Combine(_package, "Training", "Saccade.Training.csproj");
            if (!File.Exists(project))
            {
                throw new TrainingToolException($"{project}: the training tool's sources aren't there. Install the package anew.");
            }

            onPhase("Looking for the .NET SDK.");
            RequireSdk(cancellation);
            var work = Beside("new");
            try
            {
                DropUnfinished();
                Directory.CreateDirectory(work);
                onPhase("Building. The first time fetches packages of several hundred megabytes.");
                Publish(project, work, cancellation);
                onPhase("Trying what was built.");
                var output = Path.Combine(work, "out");
                TrainingToolCheck.Run(Path.Combine(output, TrainingTool.FileName), cancellation);
                Replace(output);
                return Path.Combine(_target, TrainingTool.FileName);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new TrainingToolException($"The training tool can't be built into {_target}: {e.Message}", e);
            }
            finally
            {
                Remove(work);
            }
        }

        private void RequireSdk(CancellationToken cancellation)
        {
            var sdks = new List<string>();
            try
            {
                ProgramRun.Run(_dotnet, ListSdks, "", sdks.Add, QuestionLimit, cancellation);
            }
            catch (TrainingToolException e)
            {
                throw new TrainingToolException(
                    $"Building the training tool takes the .NET {SdkVersion} SDK, and there is no command dotnet here. Install the SDK "
                    + $"from {DotnetCommand.Download} and start the editor again. ({e.Message})", e);
            }

            // Each line is a version and its folder.
            var versions = sdks.Select(line => line.Split(' ')[0]).Where(version => version.Contains('.')).ToArray();
            if (!versions.Any(version => version.StartsWith($"{SdkVersion}.", StringComparison.Ordinal)))
            {
                var found = versions.Length == 0 ? "none, only a runtime at most" : string.Join(", ", versions);
                throw new TrainingToolException(
                    $"Building the training tool takes the .NET {SdkVersion} SDK. {_dotnet} has: {found}. Install the SDK from "
                    + $"{DotnetCommand.Download} and start the editor again.");
            }
        }

        private void Publish(string project, string work, CancellationToken cancellation)
        {
            string[] arguments =
            {
                "publish", project, "--configuration", "Release", "--use-current-runtime", "--self-contained", "false",
                "--output", Path.Combine(work, "out"),

                // The package's own settings put everything beside the package.
                $"-p:ArtifactsPath={Path.Combine(work, "obj")}",

                // A newer SDK warns of more; that is for those who change the sources.
                "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false", "-p:DebugType=none",
                "-nodeReuse:false", "-verbosity:minimal",
            };

            // From the package's folder: there lies the global.json that names the SDK.
            var exitCode = ProgramRun.Run(_dotnet, arguments, _package, _log.Add, BuildLimit, cancellation);
            if (exitCode != 0)
            {
                throw new TrainingToolException(
                    $"The training tool can't be built: dotnet publish ended with code {exitCode}.{_log.DescribeEnd(LinesTold)}");
            }
        }

        private void Replace(string output)
        {
            var old = Beside("old");
            if (Directory.Exists(_target))
            {
                Directory.Move(_target, old);
            }

            try
            {
                Directory.Move(output, _target);
            }
            catch
            {
                if (Directory.Exists(old))
                {
                    Directory.Move(old, _target);
                }

                throw;
            }

            Remove(old);
        }

        // Short, because a build has deep folders and Windows short paths.
        private string Beside(string kind) => $"{_target}.{kind}-{Guid.NewGuid().ToString("N").Substring(0, 8)}";

        // An editor that was closed in the middle left them.
        private void DropUnfinished()
        {
            var parent = Path.GetDirectoryName(_target)!;
            if (!Directory.Exists(parent))
            {
                return;
            }

            foreach (var kind in new[] { "new", "old" })
            {
                foreach (var folder in Directory.GetDirectories(parent, $"{Path.GetFileName(_target)}.{kind}-*"))
                {
                    Remove(folder);
                }
            }
        }

        private static void Remove(string folder)
        {
            try
            {
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, true);
                }
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // A compiler that is just ending still writes there; the next build removes it.
            }
        }
    }
}
