using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>The classes of the real Oxford-IIIT Pet.</summary>
    internal static class OxfordPetClasses
    {
        internal const int TrainPictures = 3680;
        internal const int TestPictures = 3669;

        private static readonly string[] Names =
        [
            "Abyssinian", "American Bulldog", "American Pit Bull Terrier", "Basset Hound", "Beagle", "Bengal", "Birman", "Bombay",
            "Boxer", "British Shorthair", "Chihuahua", "Egyptian Mau", "English Cocker Spaniel", "English Setter", "German Shorthaired",
            "Great Pyrenees", "Havanese", "Japanese Chin", "Keeshond", "Leonberger", "Maine Coon", "Miniature Pinscher", "Newfoundland",
            "Persian", "Pomeranian", "Pug", "Ragdoll", "Russian Blue", "Saint Bernard", "Samoyed", "Scottish Terrier", "Shiba Inu",
            "Siamese", "Sphynx", "Staffordshire Bull Terrier", "Wheaten Terrier", "Yorkshire Terrier",
        ];

        internal static bool Are(IEnumerable<string> names) => names.SequenceEqual(Names, StringComparer.Ordinal);

        /// <summary>
        /// The class that a picture's name begins with, as torchvision's OxfordIIITPet names it: what is before the last underscore,
        /// underscores made spaces, and letters made capitals wherever they follow none.
        /// </summary>
        /// <returns>Null if there is no underscore behind a name.</returns>
        internal static string? NameClass(ReadOnlySpan<char> picture)
        {
            var end = picture.LastIndexOf('_');
            if (end < 1)
            {
                return null;
            }

            var name = picture[..end].ToString().Replace('_', ' ').ToCharArray();
            for (var i = 0; i < name.Length; i++)
            {
                name[i] = i > 0 && char.IsLetter(name[i - 1]) ? char.ToLowerInvariant(name[i]) : char.ToUpperInvariant(name[i]);
            }

            return new string(name);
        }
    }
}
