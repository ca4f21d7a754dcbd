using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Samples.Shapes.Breeds;

namespace Saccade.Samples.Shapes
{
    /// <summary>
    /// The 37 classes of the stand-in for Oxford-IIIT Pet: 12 of one species and 25 of the other, as there. Many differ from
    /// another one in form alone or in colour alone, as breeds do.
    /// </summary>
    public static class ShapeBreeds
    {
        private static readonly (Coat Coat, string Form)[] RoundOnes =
        {
            (Coat.Amber, "capsule"), (Coat.Amber, "cylinder"),
            (Coat.Blue, "bowl"), (Coat.Blue, "hemisphere"),
            (Coat.Cyan, "torus"), (Coat.Cyan, "tube"),
            (Coat.Green, "cone"), (Coat.Green, "frustum"),
            (Coat.Red, "disc"), (Coat.Red, "torus"),
            (Coat.Violet, "sphere"), (Coat.Violet, "spring"),
        };

        private static readonly (Coat Coat, string Form)[] EdgedOnes =
        {
            (Coat.Amber, "cube"), (Coat.Red, "cube"),
            (Coat.Amber, "pyramid"), (Coat.Green, "pyramid"),
            (Coat.Amber, "cross"), (Coat.Green, "cross"),
            (Coat.Amber, "gear"), (Coat.Violet, "gear"),
            (Coat.Blue, "arch"), (Coat.Cyan, "arch"),
            (Coat.Blue, "crescent"), (Coat.Green, "crescent"),
            (Coat.Blue, "octahedron"), (Coat.Violet, "octahedron"),
            (Coat.Blue, "star"), (Coat.Red, "star"),
            (Coat.Cyan, "hexagonal-prism"), (Coat.Red, "hexagonal-prism"),
            (Coat.Cyan, "stairs"), (Coat.Violet, "stairs"),
            (Coat.Cyan, "wedge"), (Coat.Green, "wedge"),
            (Coat.Red, "l-block"), (Coat.Violet, "l-block"),
            (Coat.Red, "heart"),
        };

        /// <summary>All 37, in the order of their class ids.</summary>
        public static IReadOnlyList<ShapeBreed> All { get; } = Number();

        private static List<ShapeBreed> Number()
        {
            var named = RoundOnes.Select(one => (Name: NameOf(one, Capitalize), Species: 1, one.Coat, one.Form))
                .Concat(EdgedOnes.Select(one => (Name: NameOf(one, word => word), Species: 2, one.Coat, one.Form)))
                .OrderBy(breed => breed.Name, StringComparer.OrdinalIgnoreCase);
            var breeds = new List<ShapeBreed>();
            foreach (var (name, species, coat, form) in named)
            {
                var breedId = breeds.Count(breed => breed.Species == species) + 1;
                breeds.Add(new ShapeBreed(name, breeds.Count + 1, species, breedId, ShapesCatalogue.Find(form), coat));
            }

            return breeds;
        }

        private static string NameOf((Coat Coat, string Form) breed, Func<string, string> spell) =>
            string.Join("_", breed.Form.Split('-').Prepend(breed.Coat.Name).Select(spell));

        private static string Capitalize(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);
    }
}
