using System.Collections.Generic;

namespace Saccade.Models.Families
{
    /// <summary>What a <c>config.json</c> says of a model's sizes and parts: as much of it as holds for every family.</summary>
    internal abstract class ModelArchitecture
    {
        /// <summary>Numbers that all heads read together, F.</summary>
        public abstract int FeatureSize { get; }

        /// <summary>Hugging Face's class of the model with its heads.</summary>
        public abstract string ClassifierClass { get; }

        /// <summary>The sizes in Hugging Face's keys and order: texts, whole numbers, doubles, booleans, heights with widths.</summary>
        public abstract IEnumerable<(string Key, object Value)> WriteSizes();

        /// <summary>The same of what only models of this family state.</summary>
        public abstract IEnumerable<(string Key, object Value)> WriteOwn();
    }
}
