namespace Saccade.Editor
{
    /// <summary>What a retraining makes small.</summary>
    public enum TrainingLoss
    {
        /// <summary>What suits the data: cross entropy, or a sigmoid for each class where pictures show several.</summary>
        Automatic,

        /// <summary>Cross entropy: a picture shows one class.</summary>
        CrossEntropy,

        /// <summary>The focal loss: what is recognised well counts less.</summary>
        Focal,

        /// <summary>Binary cross entropy, a sigmoid for each class: a picture shows several classes, or none.</summary>
        Bce,
    }
}
