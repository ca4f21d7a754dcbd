using System.CommandLine;

namespace Saccade.Host.Tooling
{
    /// <summary>Makes options that take a whole number out of a range.</summary>
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
            option.Validators.Add(result =>
            {
                var value = result.GetValueOrDefault<int>();
                if (value < smallest || value > largest)
                {
                    result.AddError($"{name}: {value} is out of range, expected {smallest} to {largest}.");
                }
            });
            return option;
        }
    }
}
