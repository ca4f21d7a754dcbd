using System.CommandLine;
using Saccade.Training.Data;

namespace Saccade.Training.CommandLine.Options
{
    /// <summary>The option that says how many pictures validate where the data set doesn't.</summary>
    internal static class ValidationShareOption
    {
        internal static Option<double> Make() => new Option<double>("--validation-share")
        {
            Description = "Where the data names no validation pictures: the share that validates. Which do follows from each picture's "
                + "content and --seed.",
            HelpName = "X",
            DefaultValueFactory = _ => new DataOptions().ValidationShare,
        }.In(value => value is > 0 and < 1, "above 0, below 1");
    }
}
