using System;
using System.Globalization;
using System.IO;
using System.Xml;
using Saccade.Tools.Fxc;
using Saccade.Tools.Shaders;

namespace Saccade.Tools
{
    /// <summary>
    /// What <c>./saccade</c> needs beyond a shell: meta files, the encode's GLSL, the shipped package and the sum of the test runs.
    /// </summary>
    public static class Program
    {
        /// <summary>Runs one tool.</summary>
        /// <param name="args">
        /// <c>metas ROOT</c>, <c>metas ROOT --check</c>, <c>shaders ROOT</c>, <c>shaders ROOT --fxc</c>, <c>pack ROOT …</c>, or
        /// <c>totals FOLDER FAILED-CHECKS</c>.
        /// </param>
        /// <returns>0 when all is well, 1 when the package or a test is not, 2 when the arguments make no sense.</returns>
        public static int Main(string[] args)
        {
            try
            {
                switch (args)
                {
                    case ["metas", var root]:
                        return MakeMetas(root);
                    case ["metas", var root, "--check"]:
                        return CheckMetas(root);
                    case ["shaders", var root]:
                        MakeGlsl(root);
                        return 0;
                    case ["shaders", var root, "--fxc"]:
                        MakeGlsl(root);
                        File.WriteAllText(Path.Combine(root, FxcVerdict.File), FxcCompiler.Run(root, mayFetch: true).ToString());
                        Console.WriteLine($"made {FxcVerdict.File} with Direct3D's compiler");
                        return 0;
                    case ["pack", var root, .. var rest]:
                        return PackCommand.Run(root, rest, Console.Out, Console.Error);
                    case ["totals", var folder, var failedChecks]:
                        return PrintTotals(TestTotals.Read(folder, int.Parse(failedChecks, CultureInfo.InvariantCulture)));
                    default:
                        Console.Error.WriteLine("saccade: metas takes no argument or --check, shaders none or --fxc.");
                        return 2;
                }
            }
            catch (ShaderException e)
            {
                Console.Error.WriteLine($"saccade: {EncodeShaderFile.Source}: {e.Message}");
                return 1;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
            {
                Console.Error.WriteLine($"saccade: {e.Message}");
                return 1;
            }
        }

        private static void MakeGlsl(string root)
        {
            EncodeShaderFile.Write(root);
            Console.WriteLine($"made {EncodeShaderFile.Target} from {EncodeShaderFile.Source}");
        }

        private static int MakeMetas(string root)
        {
            var made = MetaKeeper.Make(root);
            foreach (var entry in made)
            {
                Console.WriteLine($"made {entry.Path}{PackageTree.MetaEnding}");
            }

            Console.WriteLine($"{made.Count} meta files made.");
            return CheckMetas(root);
        }

        private static int CheckMetas(string root)
        {
            var report = MetaKeeper.Check(root);
            foreach (var problem in report.Problems())
            {
                Console.Error.WriteLine(problem);
            }

            return report.IsClean ? 0 : 1;
        }

        private static int PrintTotals(TestTotals totals)
        {
            foreach (var skipped in totals.Skipped)
            {
                Console.WriteLine($"skipped {skipped}");
            }

            Console.WriteLine(totals);
            return totals.IsSuccess ? 0 : 1;
        }
    }
}
