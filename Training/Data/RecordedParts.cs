using System;
using System.Collections.Generic;
using Saccade.Files;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Data
{
    /// <summary>Which picture was in which part when a model was trained, by its content, as the model's folder keeps it.</summary>
    internal sealed class RecordedParts
    {
        private readonly Dictionary<string, DataSplit> _parts = new(StringComparer.Ordinal);

        private RecordedParts(RunRecord record)
        {
            Record = record;

            // What was learnt from was learnt from, wherever a copy of it lay.
            Add(record.Test, DataSplit.Test);
            Add(record.Validation, DataSplit.Validation);
            Add(record.Train, DataSplit.Train);
        }

        /// <summary>All that the folder says.</summary>
        internal RunRecord Record { get; }

        /// <summary>Reads a model folder's record.</summary>
        /// <returns>Null where it has none, or one that names no pictures.</returns>
        /// <exception cref="Preprocessing.ModelFileException">It can't be read.</exception>
        internal static RecordedParts? Read(string model) =>
            RunRecord.Read(model) is { Train: not null } record ? new RecordedParts(record) : null;

        /// <summary>The part of a picture.</summary>
        /// <param name="content">SHA-256 of its file in hexadecimal digits.</param>
        /// <returns>Null of one that the run never saw.</returns>
        internal DataSplit? Find(string content) => _parts.TryGetValue(content, out var part) ? part : null;

        private void Add(IEnumerable<string>? contents, DataSplit part)
        {
            foreach (var content in contents ?? [])
            {
                _parts[content] = part;
            }
        }
    }
}
