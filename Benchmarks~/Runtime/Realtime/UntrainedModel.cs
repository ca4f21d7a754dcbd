using System;
using System.IO;
using System.Threading;
using Saccade.Files;
using Saccade.Host.Tooling;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>
    /// The model that is measured unless another is given: a ViT-S/16 with seeded random weights. The program that knows the exporter
    /// makes it, once, and it is kept.
    /// </summary>
    internal static class UntrainedModel
    {
        private const string Size = "small";
        private const int Seed = 1;

        private static readonly string Maker = Bundled.Find(typeof(UntrainedModel).Assembly, "TrainingBenchmarks");

        /// <summary>Finds the model, or has it made.</summary>
        /// <param name="artifacts">The folder to keep it in.</param>
        /// <param name="cancellation">Ends the program that makes it.</param>
        /// <returns>Its folder.</returns>
        /// <exception cref="ToolingException">It can't be made.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public static string Require(DirectoryInfo artifacts, CancellationToken cancellation)
        {
            var folder = Path.Combine(artifacts.FullName, $"vit-{Size}-{Seed}");

            // Its maker puts this file there last.
            if (!File.Exists(Path.Combine(folder, ModelLayout.Config)))
            {
                Console.Error.WriteLine($"Making a ViT-S/16 with random weights in {folder} ...");
                DotnetProgram.RunSilently(Maker, ["random-model", "--output", folder, "--size", Size, "--seed", $"{Seed}"], cancellation);
            }

            return folder;
        }
    }
}
