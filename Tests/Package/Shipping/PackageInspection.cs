using System.Collections.Generic;
using System.Linq;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>Everything that can be wrong with a package's folder as Unity gets it.</summary>
    internal static class PackageInspection
    {
        /// <summary>One line for each thing that is wrong.</summary>
        /// <param name="root">The package's folder.</param>
        public static IReadOnlyList<string> Findings(string root) =>
            ManifestRules.Findings(root)
                .Concat(MetaKeeper.Check(root).Problems())
                .Concat(NameRules.Findings(root))
                .Concat(AssemblyRules.Findings(root))
                .Concat(ModuleRules.Findings(root))
                .ToArray();
    }
}
