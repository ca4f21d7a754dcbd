using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Samples.Shapes;

namespace Saccade.Runtime.Tests.Samples
{
    internal sealed class ShapeBreedsTests
    {
        [Test]
        public void All_AreNumberedAsOxfordPetNumbersBreeds()
        {
            Assert.That(ShapeBreeds.All.Select(breed => breed.ClassId), Is.EqualTo(Enumerable.Range(1, 37)));
            Assert.That(
                ShapeBreeds.All.Select(breed => breed.Name.ToUpperInvariant()),
                Is.Unique.And.Ordered.Using<string>(StringComparer.Ordinal));
            foreach (var (species, breeds) in new[] { (1, 12), (2, 25) })
            {
                var ofSpecies = ShapeBreeds.All.Where(breed => breed.Species == species);

                Assert.That(ofSpecies.Select(breed => breed.BreedId), Is.EqualTo(Enumerable.Range(1, breeds)));
                Assert.That(ofSpecies.Select(breed => char.IsUpper(breed.Name[0])), Has.All.EqualTo(species == 1));
            }
        }

        [Test]
        public void Names_SayColourAndForm()
        {
            Assert.That(ShapeBreeds.All[0].Name, Is.EqualTo("Amber_Capsule"));
            Assert.That(ShapeBreeds.All.Select(breed => breed.Name), Has.Member("red_hexagonal_prism").And.Member("violet_l_block"));
        }

        [Test]
        public void Scene_ShowsTheBreedsColourAndNamesIt()
        {
            using SceneStage stage = new();
            foreach (var breed in ShapeBreeds.All.Where(breed => breed.Name.StartsWith("red", StringComparison.OrdinalIgnoreCase)))
            {
                stage.Scene.Show(3, breed);
                var with = stage.Pixels();
                Assert.That(stage.Scene.Label.ClassName, Is.EqualTo(breed.Name));

                stage.Scene.Label.gameObject.SetActive(false);
                var without = stage.Pixels();
                stage.Scene.Label.gameObject.SetActive(true);
                var solid = with.Where((pixel, i) => !pixel.Equals(without[i])).ToArray();

                Assert.That(solid.Sum(pixel => pixel.r), Is.GreaterThan(1.4 * solid.Sum(pixel => Math.Max(pixel.g, pixel.b))), breed.Name);
            }
        }
    }
}
