using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Saccade.Tools
{
    /// <summary><c>./saccade pack</c>: the package as one file.</summary>
    public static class PackCommand
    {
        private const string Help = """
            ./saccade pack [--output DIR] [--draft]

            Writes the package as one file, com.saccade.vit-<version>.tgz, the kind that `npm pack` makes and that Unity's
            Package Manager installs with "Add package from tarball".

              --output DIR   the folder for the file; made when it is missing. Without it: .artifacts/package
              --draft        packs although package.json still names addresses that lead nowhere, for trying it out
              --help         this text

            In it: Runtime, Editor, Training (the training tool's sources; Unity never compiles them), Samples~ and
            Documentation~, each with its meta files, package.json and the texts beside it. Left out: tests, benchmarks, the
            stand-in engine and projects that need it.

            Which files there are is asked of git, so this works in a checkout only; their content is the working tree's. A file
            that git doesn't track is named and left out. The same tree gives the same bytes.

            Before the first release: set repository.url in package.json, the one place of the repository's address. The tests say
            what has to follow it in package.json and Documentation~/unity.md.
            """;

        /// <summary>Packs, or says how.</summary>
        /// <param name="root">The package's root folder.</param>
        /// <param name="arguments">What follows the verb.</param>
        /// <param name="output">Receives what was done.</param>
        /// <param name="error">Receives what is wrong, or noteworthy.</param>
        /// <returns>0 when the file is written, 1 when its addresses lead nowhere, 2 when the arguments make no sense.</returns>
        /// <exception cref="IOException">The package can't be read, or the file can't be written.</exception>
        /// <exception cref="UnauthorizedAccessException">A file or folder may not be read or written.</exception>
        public static int Run(string root, IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
        {
            ArgumentNullException.ThrowIfNull(arguments);
            ArgumentNullException.ThrowIfNull(output);
            ArgumentNullException.ThrowIfNull(error);
            if (arguments.Any(argument => argument is "--help" or "-h" or "-?"))
            {
                output.WriteLine(Help);
                return 0;
            }

            string? folder = null;
            var isDraft = false;
            for (var i = 0; i < arguments.Count; i++)
            {
                if (arguments[i] == "--draft" && !isDraft)
                {
                    isDraft = true;
                    continue;
                }

                var isOutput = arguments[i] is "--output" or "-o" && i + 1 < arguments.Count && arguments[i + 1].Length > 0;
                if (!isOutput || folder != null)
                {
                    error.WriteLine(
                        $"saccade: pack doesn't understand '{arguments[i]}' here. It takes --output DIR and --draft, each once. "
                        + "Try ./saccade pack --help");
                    return 2;
                }

                folder = arguments[++i];
            }

            var files = GitFiles.Read(root);
            foreach (var path in files.Untracked.Where(PackageContents.IsIn))
            {
                error.WriteLine($"saccade: {path}: left out, because git doesn't track it. `git add` it if it belongs to the package.");
            }

            if (!isDraft && PackageAddresses.FindExamples(Path.Combine(root, "package.json")) is { Count: > 0 } examples)
            {
                error.WriteLine(
                    "saccade: package.json names addresses that lead nowhere, and users would be sent there: "
                    + $"{string.Join("; ", examples)}. Set repository.url to your repository's address; ./saccade test --filter Address "
                    + "says what follows it. Or pack for yourself alone: ./saccade pack --draft");
                return 1;
            }

            var packed = PackageArchive.Write(
                root, files.Tracked.Where(PackageContents.IsIn).ToArray(), folder ?? Path.Combine(root, ".artifacts", "package"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{packed.Path}: {packed.Bytes:N0} bytes, {packed.Entries} entries"));
            return 0;
        }
    }
}
