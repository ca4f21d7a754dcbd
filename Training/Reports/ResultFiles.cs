using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Drawing;
using Saccade.Training.Evaluation;
using Saccade.Training.Files;
using Saccade.Training.Pictures;
using Saccade.Training.Reports.Tables;
using SkiaSharp;

namespace Saccade.Training.Reports
{
    /// <summary>
    /// Writes for other programs what the trained model makes of the validation pictures: <see cref="RunResults"/>.
    /// </summary>
    internal static class ResultFiles
    {
        private const int MaxMistakes = 12;
        private const int LongestSide = 128;

        internal static void Write(string directory, DataSet data, Validation evaluation, CancellationToken cancellation)
        {
            var (labels, confusion) = (data.Labels, evaluation.Confusion);
            var classes = Enumerable.Range(0, labels.Count).ToArray();
            WriteJson(Path.Combine(directory, RunResults.ConfusionFile), new RunResults.Confusion
            {
                Version = RunResults.Version,
                Classes = [.. labels],
                Counts = classes.Select(truth => classes.Select(predicted => confusion[truth, predicted]).ToArray()).ToArray(),
            });
            var pictures = Path.Combine(directory, RunResults.MistakesFolder);
            if (Directory.Exists(pictures))
            {
                Directory.Delete(pictures, recursive: true);
            }

            Directory.CreateDirectory(pictures);
            var mistakes = FindWorst(data.Validation, evaluation.Predictions).Select((sample, rank) =>
            {
                cancellation.ThrowIfCancellationRequested();
                var (file, judgement) = sample;
                var name = $"{rank + 1}.jpg";
                WriteThumbnail(file.Path, Path.Combine(pictures, name));
                return new RunResults.Mistake
                {
                    Name = MetricsTable.NameFile(data.Directory, file.Path),
                    Truth = labels[file.Label],
                    Guess = labels[judgement.Guess],
                    Probability = judgement.Probability,
                    TruthProbability = judgement.TruthProbability,
                    Picture = $"{RunResults.MistakesFolder}/{name}",
                };
            }).ToArray();
            WriteJson(
                Path.Combine(directory, RunResults.MistakesFile),
                new RunResults.MistakeList { Version = RunResults.Version, Mistakes = mistakes });
        }

        /// <summary>The mistakes that cost the most cross entropy: the truth seemed least likely.</summary>
        private static IEnumerable<(LabelledFile File, SamplePrediction SamplePrediction)> FindWorst(
            IReadOnlyList<LabelledFile> files, IReadOnlyList<SamplePrediction> judgements) => files.Zip(judgements)
                .Where(sample => sample.First.Label != sample.Second.Guess)
                .OrderBy(sample => sample.Second.TruthProbability)
                .Take(MaxMistakes);

        private static void WriteThumbnail(string source, string path)
        {
            using var image = Thumbnail.ToImage(Picture.Decode(source));
            var scale = Math.Min(1f, (float)LongestSide / Math.Max(image.Width, image.Height));
            using var bitmap = new SKBitmap(Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
            using var canvas = new SKCanvas(bitmap);
            Thumbnail.Draw(canvas, image, SKRect.Create(bitmap.Width, bitmap.Height));
            File.WriteAllBytes(path, Sheet.Encode(bitmap, SKEncodedImageFormat.Jpeg));
        }

        private static void WriteJson<T>(string path, T value) =>
            WholeFile.Write(path, stream => JsonSerializer.Serialize(stream, value, JsonLine.Options));
    }
}
