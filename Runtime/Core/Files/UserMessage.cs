using System;
using System.IO;
using Saccade.Preprocessing;
using Saccade.Reading;

namespace Saccade.Files
{
    /// <summary>
    /// What to show a user of an exception. The package's own messages say everything; those of the system don't know what was being
    /// done, with which file, and what helps.
    /// </summary>
    internal static class UserMessage
    {
        private const string Unexpected = "That should not happen: please report it with what was done before.";

        /// <summary>One message in one line, with an end to its sentence.</summary>
        /// <param name="exception">What was thrown.</param>
        /// <param name="what">What went wrong, with the file or the object, such as "models/pets: the model can't be opened".</param>
        /// <param name="advice">
        /// What to do, as a sentence; null where nobody can know, because nothing should be thrown there at all.
        /// </param>
        public static string Of(Exception exception, string what, string? advice = null)
        {
            while (exception is AggregateException several && several.InnerException != null)
            {
                exception = several.InnerException;
            }

            if (exception is ModelFileException)
            {
                return exception.Message;
            }

            // What the system says of files and memory can be read by anybody; other kinds tell more by their names.
            var isPlain = exception is IOException || exception is UnauthorizedAccessException || exception is NotSupportedException;
            var cause = (isPlain ? "" : exception.GetType().Name + ": ") + OneLine.Of(exception.Message).TrimEnd('.');
            return $"{what}. {cause}. {advice ?? Unexpected}";
        }
    }
}
