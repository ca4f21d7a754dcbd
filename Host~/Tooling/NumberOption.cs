using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using Saccade.Reading;

namespace Saccade.Host.Tooling
{
    /// <summary>Makes options that take a whole number out of a range, read by the one rule of <see cref="NumberText"/>.</summary>
    public static class NumberOption
    {
        /// <summary>Makes an option.</summary>
        /// <param name="name">The option as it is typed, with its dashes.</param>
        /// <param name="whenAbsent">The value where it isn't given.</param>
        /// <param name="smallest">The smallest number that is taken.</param>
        /// <param name="largest">The largest one.</param>
        /// <param name="description">What it is for.</param>
        /// <returns>The option, which refuses what is out of range.</returns>
        public static Option<int> Make(string name, int whenAbsent, int smallest, int largest, string description)
        {
            Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => whenAbsent };
            option.CustomParser = result => Parse(result, name, smallest, largest).FirstOrDefault();
            return option;
        }

        /// <summary>Makes an option that takes several numbers.</summary>
        /// <param name="name">The option as it is typed, with its dashes.</param>
        /// <param name="whenAbsent">The values where it isn't given.</param>
        /// <param name="smallest">The smallest number that is taken.</param>
        /// <param name="largest">The largest one.</param>
        /// <param name="description">What it is for.</param>
        /// <returns>The option, which refuses what is out of range.</returns>
        public static Option<int[]> MakeList(string name, int[] whenAbsent, int smallest, int largest, string description) => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => whenAbsent,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "N",
            CustomParser = result => Parse(result, name, smallest, largest),
        };

        private static int[] Parse(ArgumentResult result, string name, int smallest, int largest) => result.Tokens.Select(token =>
        {
            if (NumberText.TryWhole(token.Value, out var value) && value >= smallest && value <= largest)
            {
                return (int)value;
            }

            result.AddError(NumberText.Refuse(name, token.Value, isWhole: true, $"{smallest} to {largest}"));
            return smallest;
        }).ToArray();
    }
}
