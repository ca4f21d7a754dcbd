namespace Saccade.Samples.Shapes
{
    /// <summary>What the pictures of a scene are for.</summary>
    public enum ShapesSplit
    {
        /// <summary>To learn from: eight scenes of ten.</summary>
        Train,

        /// <summary>To choose by, while training: one scene of ten.</summary>
        Validation,

        /// <summary>To judge by, once training is over, live scenes included: one scene of ten.</summary>
        Test,
    }
}
