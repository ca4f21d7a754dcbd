namespace Saccade.Training.Fitting
{
    /// <summary>The course of the learning rate over a run.</summary>
    public enum ScheduleKind
    {
        /// <summary>
        /// Up in a straight line during the warm-up, then down to 0 along half a cosine: transformers'
        /// <c>get_cosine_schedule_with_warmup</c>.
        /// </summary>
        Cosine,

        /// <summary>Up in a straight line, then down to 0 in another: <c>get_linear_schedule_with_warmup</c>.</summary>
        Linear,

        /// <summary>Up in a straight line, then level: <c>get_constant_schedule_with_warmup</c>.</summary>
        Constant,

        /// <summary>
        /// Up along half a cosine from a 25th of the highest rate, then down along another to a 10,000th of where it began: PyTorch's
        /// <c>OneCycleLR</c>, without its change of AdamW's momentum.
        /// </summary>
        OneCycle,
    }
}
