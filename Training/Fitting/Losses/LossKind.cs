namespace Saccade.Training.Fitting.Losses
{
    /// <summary>What training makes small.</summary>
    public enum LossKind
    {
        /// <summary>Softmax and cross entropy: a picture shows one class.</summary>
        CrossEntropy,

        /// <summary>
        /// The focal loss (Lin et al., "Focal Loss for Dense Object Detection", 2017), which makes less of what is recognised well: by
        /// softmax where a picture shows one class, by sigmoids where it may show several.
        /// </summary>
        Focal,

        /// <summary>A sigmoid and binary cross entropy for each class: a picture may show several classes, or none.</summary>
        Bce,
    }
}
