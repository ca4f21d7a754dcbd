using System.CommandLine;
using System.Linq;
using Saccade.Training.Data;

namespace Saccade.Training.CommandLine
{
    /// <summary>The option that says how many pictures validate where the data set doesn't.</summary>
    internal static class ValidationShareOption
    {
        internal static Option<double> Make()
        {
            var option = new Option<double>("--validation-share")
            {
                Description = "Where the data names no validation pictures: the share that validates. Which do follows from each picture's "
                    + "content and --seed.",
                HelpName = "X",
                DefaultValueFactory = _ => new DataOptions().ValidationShare,
            };
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<double>() is not (> 0 and < 1))
                {
                    var given = string.Join(' ', result.Tokens.Select(token => token.Value));
                    result.AddError($"{option.Name} is {given}; expected above 0, below 1.");
                }
            });
            return option;
        }
    }
}
