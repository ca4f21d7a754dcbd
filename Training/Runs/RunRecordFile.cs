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
        /// <summary>Writes it; what names the run, the JSON files and the weights, must be written already.</summary>
        /// <param name="writer">The folder's writer.</param>
        /// <param name="data">The pictures.</param>
        /// <param name="contents">What <see cref="DataFingerprint.HashContents"/> says of them.</param>
        internal static void Write(ModelFolderWriter writer, DataSet data, byte[][] contents)
        {
            var (train, validation) = (data.Train.Count, data.Train.Count + data.Validation.Count);
            writer.Write(ModelLayout.Run, path =>
            {
                RunRecord record = new()
                {
                    Run = RunInputs.HashModel(Path.GetDirectoryName(path)!, withWeights: true),
                    Train = List(contents[..train]),
                    Validation = List(contents[train..validation]),
                    Test = List(contents[validation..]),
                };
                File.WriteAllText(path, JsonSerializer.Serialize(record, JsonLine.Indented) + "\n");
            });
        }

        private static string[] List(IEnumerable<byte[]> contents) =>
            [.. contents.Select(Convert.ToHexStringLower).Distinct().Order(StringComparer.Ordinal)];
    }
}
