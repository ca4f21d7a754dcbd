using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Preprocessing;

namespace Saccade.Files
{
    /// <summary>What Hugging Face's <c>config.json</c> says of a head: how its logits become probabilities.</summary>
    internal static class ProblemTypes
    {
        /// <summary>The key.</summary>
        public const string Key = "problem_type";

        /// <summary>One class a picture: softmax, the probabilities share one.</summary>
        public const string SingleLabel = "single_label_classification";

        /// <summary>Any number of classes a picture: sigmoid, each class has a probability of its own.</summary>
        public const string MultiLabel = "multi_label_classification";

        /// <summary>No classes at all: the outputs are quantities.</summary>
        public const string Regression = "regression";

        /// <summary>Reads the key.</summary>
        /// <param name="json">The file.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <returns>Null where the file is silent.</returns>
        /// <exception cref="ModelFileException">The value is none of the three.</exception>
        public static string? Read(JObject json, string name)
        {
            var type = JsonFile.GetString(json, Key, "", name);
            switch (type)
            {
                case SingleLabel:
                case MultiLabel:
                case Regression:
                    return type;
                case "":
                    return null;
                default:
                    throw JsonFile.Unexpected(json[Key]!, Key, $"{SingleLabel}, {MultiLabel} or {Regression}", name);
            }
        }

        /// <summary>Refuses a head that is no classifier.</summary>
        /// <param name="type">What <see cref="Read"/> found.</param>
        /// <param name="name">What to call the file in messages: its path.</param>
        /// <exception cref="ModelFileException">It is regression.</exception>
        public static void RequireClasses(string? type, string name)
        {
            if (type == Regression)
            {
                throw new ModelFileException(
                    $"{name}: {Key} is '{Regression}': the model gives quantities, not classes, so they have no probabilities. Choose a "
                    + "classifier, or train a new head on classes with ./saccade train --new-head.");
            }
        }

        /// <summary>What classes are called that nobody has named: as in transformers.</summary>
        /// <param name="count">How many there are.</param>
        public static string[] NameClasses(int count) => Enumerable.Range(0, count).Select(index => $"LABEL_{index}").ToArray();

        /// <summary>
        /// Whether each class has a probability of its own, the sigmoid of its logit; else all share one, by softmax. A single logit
        /// always has: its share would be one, whatever it is.
        /// </summary>
        /// <param name="type">What <see cref="Read"/> found.</param>
        /// <param name="classes">How many logits there are.</param>
        public static bool HasIndependentClasses(string? type, int classes) => type == MultiLabel || classes == 1;
    }
}
