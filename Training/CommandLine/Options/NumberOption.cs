using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using Saccade.Reading;

namespace Saccade.Training.CommandLine.Options
{
    /// <summary>Options that take a number: all of them read it by the one rule of <see cref="NumberText"/>, and check its range.</summary>
    internal static class NumberOption
    {
        /// <summary>Makes an option take a number of a range.</summary>
        /// <typeparam name="T"><c>int</c>, <c>long</c> or <c>double</c>, or one of them or null.</typeparam>
        /// <param name="option">The option.</param>
        /// <param name="isValid">Whether a number is in the range.</param>
        /// <param name="expected">The range in words, such as <c>1 or more</c>.</param>
        internal static Option<T> In<T>(this Option<T> option, Predicate<T> isValid, string expected)
        {
            option.CustomParser = result => Parse(option.Name, result, isValid, expected);
            return option;
        }

        private static T? Parse<T>(string name, ArgumentResult result, Predicate<T> isValid, string expected)
        {
            var text = string.Join(' ', result.Tokens.Select(token => token.Value));
            var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
            if (Read(type, text) is { } number && isValid((T)number))
            {
                return (T)number;
            }

            var largest = type == typeof(int) ? FormattableString.Invariant($", at most {int.MaxValue}") : "";
            var isTooLarge = type == typeof(int) && NumberText.TryWhole(text, out var whole) && whole > int.MaxValue;
            result.AddError(NumberText.Refuse(name, text, type != typeof(double), expected + (isTooLarge ? largest : "")));
            return default;
        }

        private static object? Read(Type type, string text)
        {
            if (type == typeof(double))
            {
                return NumberText.TryReal(text, out var real) ? real : null;
            }

            return !NumberText.TryWhole(text, out var whole) ? null
                : type == typeof(long) ? whole
                : whole is >= int.MinValue and <= int.MaxValue ? (int)whole : null;
        }
    }
}
