namespace Saccade.Editor
{
    /// <summary>What a retraining's settings ask for, one after the other as the window shows them.</summary>
    public enum RetrainField
    {
        /// <summary>The folder with the pictures.</summary>
        Data,

        /// <summary>The model to start from.</summary>
        StartingModel,

        /// <summary>How many of the last blocks learn.</summary>
        Blocks,

        /// <summary>How often every picture is seen.</summary>
        Epochs,

        /// <summary>Pictures in a batch.</summary>
        BatchSize,

        /// <summary>The optimiser's learning rate.</summary>
        LearningRate,

        /// <summary>Views of each picture that are computed once.</summary>
        FeatureViews,

        /// <summary>What order, variation and new weights depend on.</summary>
        Seed,

        /// <summary>The model folder to write.</summary>
        Output,
    }
}
