using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saccade.Tools.Fxc
{
    /// <summary>What Direct3D's compiler made of a function at one level of optimisation.</summary>
    /// <param name="File">The shader's file name.</param>
    /// <param name="Entry">The function.</param>
    /// <param name="Profile">What it was compiled for.</param>
    /// <param name="Level">0 to 3, or - for none.</param>
    /// <param name="Instructions">Slots of instructions.</param>
    /// <param name="Temporaries">Registers.</param>
    /// <param name="IndexableTemporaries">Arrays that lie in memory rather than in registers.</param>
    public sealed partial record FxcRow(
        string File, string Entry, string Profile, string Level, int Instructions, int Temporaries, int IndexableTemporaries)
    {
        // A #pragma that is Unity's.
        private const string UnknownPragma = "X3568";

        /// <summary>Reads what the compiler said under one line "@ file entry profile level".</summary>
        /// <exception cref="IOException">It failed, or warns.</exception>
        public static FxcRow Read(string output)
        {
            var lines = output.ReplaceLineEndings("\n").Split('\n');
            var words = lines[0].Split(' ');
            var complaints = lines.Where(line => Complaint().IsMatch(line) && !line.Contains(UnknownPragma)).ToArray();
            var instructions = Instruction().Match(output);
            if (complaints.Length > 0 || !instructions.Success)
            {
                throw new IOException(
                    $"{words[0]}: Direct3D's compiler doesn't take {words[1]} for {words[2]} at level {words[3]} without a word: "
                    + string.Join('\n', complaints));
            }

            return new FxcRow(
                words[0], words[1], words[2], words[3], Number(instructions), Number(Temporary().Match(output)), Array().Count(output));
        }

        /// <summary>Reads a line of the table.</summary>
        public static FxcRow Parse(string[] fields) =>
            new(fields[0], fields[1], fields[2], fields[3], Number(fields[4]), Number(fields[5]), Number(fields[6]));

        /// <summary>The line of the table.</summary>
        public override string ToString() =>
            string.Join('\t', File, Entry, Profile, Level, Instructions, Temporaries, IndexableTemporaries);

        private static int Number(Match match) => match.Success ? Number(match.Groups[1].Value) : 0;

        private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

        [GeneratedRegex(@": (error|warning) X\d+")]
        private static partial Regex Complaint();

        [GeneratedRegex(@"^// Approximately (\d+) instruction slot", RegexOptions.Multiline)]
        private static partial Regex Instruction();

        [GeneratedRegex(@"^dcl_temps (\d+)", RegexOptions.Multiline)]
        private static partial Regex Temporary();

        [GeneratedRegex(@"^dcl_indexableTemp ", RegexOptions.Multiline)]
        private static partial Regex Array();
    }
}
