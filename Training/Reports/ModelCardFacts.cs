using System.Collections.Generic;
using Saccade.Preprocessing;

namespace Saccade.Training.Reports
{
    /// <summary>What a model card tells. Names may hold any characters.</summary>
    internal sealed record ModelCardFacts
    {
        /// <summary>What to call the model.</summary>
        internal required string Name { get; init; }

        /// <summary>config.json's <c>model_type</c>, such as <c>vit</c>.</summary>
        internal required string ModelType { get; init; }

        /// <summary>
        /// What training started from: an id of the Hugging Face hub (<c>org/name</c>), or a folder's name; null from scratch.
        /// </summary>
        internal string? BaseModel { get; init; }

        /// <summary>The class names in the order of the logits.</summary>
        internal required IReadOnlyList<string> Labels { get; init; }

        /// <summary>The data set's name, no path.</summary>
        internal required string Data { get; init; }

        /// <summary>The data set's id on the Hugging Face hub, where it is there.</summary>
        internal string? DataId { get; init; }

        internal required int TrainPictures { get; init; }

        internal required int ValidationPictures { get; init; }

        internal required int TestPictures { get; init; }

        /// <summary>The split that the metrics were taken on: validation or test.</summary>
        internal required string Split { get; init; }

        /// <summary>How good it is on that split.</summary>
        internal required IReadOnlyList<EvaluationFigure> Figures { get; init; }

        /// <summary>From which probability on each class counts as shown; empty where a picture shows one.</summary>
        internal IReadOnlyList<double> Thresholds { get; init; } = [];

        /// <summary>How it was trained: names and values for a table.</summary>
        internal required IReadOnlyList<(string Name, string Value)> Hyperparameters { get; init; }

        internal required PreprocessingRule Rule { get; init; }
    }
}
