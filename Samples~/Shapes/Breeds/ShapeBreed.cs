using Saccade.Samples.Shapes.Breeds;

namespace Saccade.Samples.Shapes
{
    /// <summary>A form in one colour: a class of the stand-in for Oxford-IIIT Pet, numbered as that set numbers its breeds.</summary>
    public sealed class ShapeBreed
    {
        internal ShapeBreed(string name, int classId, int species, int breedId, ShapeForm form, Coat coat)
        {
            Name = name;
            ClassId = classId;
            Species = species;
            BreedId = breedId;
            Form = form;
            Coat = coat;
        }

        /// <summary>
        /// The name in a picture's file name: words joined by underscores, with capitals where the species is 1, as in
        /// <c>Red_Disc</c> and <c>red_cube</c>.
        /// </summary>
        public string Name { get; }

        /// <summary>1 to 37, in the alphabetical order of the names, whatever their case.</summary>
        public int ClassId { get; }

        /// <summary>1 for the round forms, where the real set has cats; 2 for the others, where it has dogs.</summary>
        public int Species { get; }

        /// <summary>Counts from 1 within the species.</summary>
        public int BreedId { get; }

        /// <summary>The solid.</summary>
        public ShapeForm Form { get; }

        internal Coat Coat { get; }
    }
}
