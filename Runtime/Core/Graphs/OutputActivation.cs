namespace Saccade.Graphs
{
    /// <summary>What was done to the logits inside the graph, so that what comes out of it are probabilities already.</summary>
    internal enum OutputActivation
    {
        /// <summary>Nothing: the outputs are logits, and <c>problem_type</c> says what becomes of them.</summary>
        None,

        /// <summary>The outputs are probabilities that share one.</summary>
        Softmax,

        /// <summary>Each output is a probability of its own.</summary>
        Sigmoid,
    }
}
