using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Host.ApiSurface
{
    /// <summary>Finds the Unity version that has what the host offers, and what none has.</summary>
    public static class ApiComparison
    {
        /// <summary>Says in what a member differs from a Unity version.</summary>
        /// <param name="member">The host's member.</param>
        /// <param name="version">The version.</param>
        /// <returns>Null where the version has the member, as it is or with more to it; else what is wrong.</returns>
        public static string? Difference(ApiMember member, UnitySource version)
        {
            ArgumentNullException.ThrowIfNull(member);
            ArgumentNullException.ThrowIfNull(version);
            var all = version.Members(member.Type).ToArray();
            if (all.Length == 0)
            {
                return $"{version.Version} has no public type {member.Type}";
            }

            List<string> differences = new();
            foreach (var real in all.Where(real => real.IsType == member.IsType && real.Shape == member.Shape))
            {
                var excess = member.Excess(real);
                if (excess == null)
                {
                    return null;
                }

                differences.Add(excess);
            }

            if (differences.Count > 0)
            {
                return $"in {version.Version} it {string.Join(" and ", differences)}";
            }

            var alike = all.Where(real => real.Name == member.Name && real.IsType == member.IsType).Select(real => real.Declaration)
                .ToArray();
            return alike.Length == 0
                ? $"{version.Version} has nothing of this name"
                : $"{version.Version} has {string.Join("; ", alike)}";
        }

        /// <summary>The oldest version since which something holds of all.</summary>
        /// <param name="versions">Of each version whether it holds, oldest first.</param>
        /// <returns>The version; null when it doesn't hold of the newest.</returns>
        public static string? Since(IEnumerable<(string Version, bool Holds)> versions)
        {
            string? since = null;
            foreach (var (version, holds) in versions)
            {
                since = holds ? since ?? version : null;
            }

            return since;
        }
    }
}
