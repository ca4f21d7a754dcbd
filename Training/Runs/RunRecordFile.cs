using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Files;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Runs
{
    /// <summary>Writes into a trained model's folder which run made it, and from which pictures.</summary>
    internal static class RunRecordFile
    {
        /// <summary>Lists the pictures of a run, those of the runs before it among them: the weights have learnt from all.</summary>
        /// <param name="data">The pictures.</param>
        /// <param name="contents">What <see cref="DataFingerprint.HashContents"/> says of them.</param>
        /// <param name="before">What the starting model's run saw; null where nobody noted it, or where its weights aren't used.</param>
        internal static RunRecord List(DataSet data, byte[][] contents, RunRecord? before)
        {
            var (train, validation) = (data.Train.Count, data.Train.Count + data.Validation.Count);
            return new RunRecord
            {
                Train = Join(contents[..train], before?.Train),
                Validation = Join(contents[train..validation], before?.Validation),
                Test = Join(contents[validation..], before?.Test),
            };
        }

        /// <summary>Writes it; what names the run, the JSON files and the weights, must be written already.</summary>
        /// <param name="writer">The folder's writer.</param>
        /// <param name="pictures">What <see cref="List"/> says.</param>
        internal static void Write(ModelFolderWriter writer, RunRecord pictures) => writer.Write(ModelLayout.Run, path =>
        {
            RunRecord record = new()
            {
                Run = RunInputs.HashModel(Path.GetDirectoryName(path)!, withWeights: true),
                Train = pictures.Train,
                Validation = pictures.Validation,
                Test = pictures.Test,
            };
            File.WriteAllText(path, JsonSerializer.Serialize(record, JsonLine.Indented) + "\n");
        });

        private static string[] Join(IEnumerable<byte[]> contents, IEnumerable<string>? before) =>
            [.. contents.Select(Convert.ToHexStringLower).Concat(before ?? []).Distinct().Order(StringComparer.Ordinal)];
    }
}
