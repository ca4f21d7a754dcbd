using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Saccade.Editor.Capture
{
    /// <summary>Tells class names that are fit for a folder on every system from those that are not.</summary>
    internal static class FolderName
    {
        private const int MaxLength = 100;
        private const string Forbidden = "/\\:*?\"<>|";

        private static readonly HashSet<string> Reserved = new HashSet<string>(
            new[] { "CON", "PRN", "AUX", "NUL" }
                .Concat(Enumerable.Range(1, 9).Select(i => "COM" + i.ToString(CultureInfo.InvariantCulture)))
                .Concat(Enumerable.Range(1, 9).Select(i => "LPT" + i.ToString(CultureInfo.InvariantCulture))),
            StringComparer.OrdinalIgnoreCase);

        /// <exception cref="CaptureException">It is none; the message says why.</exception>
        public static void Require(string className)
        {
            var fault = FindFault(className);
            if (fault != null)
            {
                throw new CaptureException(
                    $"Class '{className}': {fault}. Every class becomes a folder of that name; choose one of letters, digits and hyphens.");
            }
        }

        /// <exception cref="CaptureException">There is none, one is no folder name, or two share a folder.</exception>
        public static void RequireAll(IReadOnlyList<string> classes)
        {
            if (classes.Count == 0)
            {
                throw new CaptureException("Classes: none is given. Name those to capture, separated by commas.");
            }

            var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var className in classes)
            {
                Require(className);
                if (seen.TryGetValue(className, out var other))
                {
                    throw new CaptureException(
                        $"Classes: '{other}' and '{className}' would share a folder where case makes no difference. Rename or remove one.");
                }

                seen.Add(className, className);
            }
        }

        /// <summary>Why a name can't be that of a folder on every system; null where it can.</summary>
        internal static string? FindFault(string name)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                return "the name is empty";
            }

            if (name.Length > MaxLength)
            {
                return $"the name has {name.Length} characters; at most {MaxLength} are allowed";
            }

            if (name[0] == '.')
            {
                return "folders whose name begins with a dot are hidden";
            }

            if (name[0] == ' ' || name[name.Length - 1] == ' ' || name[name.Length - 1] == '.' || name[name.Length - 1] == '~')
            {
                return "a folder's name must not begin with a space, or end with a space, dot or tilde";
            }

            foreach (var character in name)
            {
                if (Forbidden.Contains(character))
                {
                    return $"a folder's name must not contain '{character}'";
                }

                if (char.IsControl(character))
                {
                    return "a folder's name must not contain control characters";
                }
            }

            return Reserved.Contains(name.Split('.')[0].TrimEnd()) ? "Windows keeps that name for a device" : null;
        }
    }
}
