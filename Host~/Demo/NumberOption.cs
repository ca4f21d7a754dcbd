using System.CommandLine;

namespace Saccade.Host.Demo
{
    /// <summary>Makes options that take a whole number out of a range.</summary>
    internal static class NumberOption
    {
        public static Option<int> Make(string name, int whenAbsent, int smallest, int largest, string description)
        {
            Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => whenAbsent };
            option.Validators.Add(result =>
            {
                int value = result.GetValueOrDefault<int>();
                if (value < smallest || value > largest)
                    result.AddError($"{name}: {value} is out of range, expected {smallest} to {largest}.");
            });
            return option;
        }
    }
}
