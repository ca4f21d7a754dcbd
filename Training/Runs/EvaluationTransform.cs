namespace Saccade.Training.Runs
{
    /// <summary>How pictures are brought to the model's size where nothing is random: for validation, and later in the scene.</summary>
    public enum EvaluationTransform
    {
        /// <summary>As the starting model's own preprocessing rule says.</summary>
        Model,

        /// <summary>Shortest edge to the model's size, then the centre, as fine-tuning tutorials do.</summary>
        Tutorial,
    }
}
