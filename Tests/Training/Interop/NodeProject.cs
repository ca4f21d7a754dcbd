using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using NUnit.Framework;

namespace Saccade.Training.Tests.Interop
{
    /// <summary>The scripts of <c>Tests/Node~</c> with the packages that they need, installed once into <c>.artifacts/node</c>.</summary>
    internal static class NodeProject
    {
        private const int OldestNode = 20;

        private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(4);

        private static readonly TimeSpan ScriptLimit = TimeSpan.FromMinutes(2);

        private static readonly string Source = Path.GetFullPath(Path.Combine(Fixtures.Directory, "..", "Node~"));

        private static readonly string Artifacts = Path.GetFullPath(Path.Combine(Fixtures.Directory, "..", "..", ".artifacts", "node"));

        // A failure is kept as well: what could not be installed for one test is not tried again for the next.
        private static readonly Lazy<string> Installed = new(Install);

        /// <summary>
        /// The folder to run scripts in, with the packages installed. Asking for it skips the test, and says why, on a machine
        /// without Node.js or without a network.
        /// </summary>
        internal static string Folder => Installed.Value;

        /// <summary>Runs a script to its end.</summary>
        /// <param name="script">The name of a file in <c>Tests/Node~</c>.</param>
        /// <param name="arguments">Its arguments.</param>
        /// <returns>What it printed. A script that fails fails the test.</returns>
        internal static string Run(string script, params string[] arguments)
        {
            // A module finds packages from where it lies, not from where it is started.
            var copy = Path.Combine(Folder, $"{Guid.NewGuid():N}.mjs");
            File.Copy(Path.Combine(Source, script), copy);
            try
            {
                var run = ExternalProgram.Run(Folder, ScriptLimit, "node", [copy, .. arguments])!;
                Assert.That(run.ExitCode, Is.Zero, $"{script}: {run.Error}");
                return run.Output;
            }
            finally
            {
                File.Delete(copy);
            }
        }

        private static string Install()
        {
            NeedNode();
            var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Source, "package-lock.json"))))[..12];
            var target = Path.Combine(Artifacts, hash);
            if (!Directory.Exists(target))
            {
                InstallInto(target);
            }

            return target;
        }

        private static void NeedNode()
        {
            var version = ExternalProgram.Run(Source, ScriptLimit, "node", "--version")?.Output.Trim();
            if (version is null)
            {
                Assert.Ignore("Node.js is not on the PATH.");
            }

            if (!int.TryParse(version!.TrimStart('v').Split('.')[0], out var major) || major < OldestNode)
            {
                Assert.Ignore($"Node.js on the PATH is {version}; transformers.js needs {OldestNode} or later.");
            }
        }

        private static void InstallInto(string target)
        {
            // In a folder of its own that gets its name when it is whole: an interrupted run leaves nothing that passes for an install.
            var staging = Path.Combine(Artifacts, $"new-{Guid.NewGuid():N}");
            Directory.CreateDirectory(staging);
            try
            {
                foreach (var file in Directory.GetFiles(Source, "package*.json"))
                {
                    File.Copy(file, Path.Combine(staging, Path.GetFileName(file)));
                }

                RunNpm(staging);
                Directory.Move(staging, target);
            }
            catch (IOException) when (Directory.Exists(target))
            {
                // Another test run was faster.
            }
            finally
            {
                if (Directory.Exists(staging))
                {
                    Directory.Delete(staging, recursive: true);
                }
            }
        }

        private static void RunNpm(string directory)
        {
            // Install scripts download from elsewhere; the binaries that matter lie in the packages.
            string[] arguments =
            [
                "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1",
                "--fetch-retry-mintimeout=1000",
            ];
            ExternalProgram? install = null;
            try
            {
                install = ExternalProgram.Run(directory, InstallLimit, OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments);
            }
            catch (TimeoutException slow)
            {
                Assert.Ignore(slow.Message);
            }

            if (install is null)
            {
                Assert.Ignore("npm is not on the PATH.");
            }

            if (install!.ExitCode != 0)
            {
                // Files that contradict each other are ours to repair; everything else is this machine's, such as no network.
                string[] ours = ["EUSAGE", "EJSONPARSE", "EBADENGINE"];
                Assert.That(ours.Where(code => install.Error.Contains($"npm error code {code}")), Is.Empty, install.Error);
                var reason = string.Join(' ', install.Error.Split('\n').Where(line => line.StartsWith("npm error")).Take(4));
                Assert.Ignore($"npm can't install the packages of Tests/Node~: {reason}");
            }
        }
    }
}
