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
            WriteFigures(directory, data.Labels, evaluation);
            var pictures = Path.Combine(directory, RunResults.MistakesFolder);
            if (Directory.Exists(pictures))
            {
                Directory.Delete(pictures, recursive: true);
            }

            Directory.CreateDirectory(pictures);
            var worst = evaluation.MultiLabel is { } scores
                ? MultiLabelMistakes.Find(data, scores, evaluation.Thresholds)
                : FindWorst(data, evaluation.Predictions);
            var mistakes = worst.Take(MaxMistakes).Select((sample, rank) =>
            {
                cancellation.ThrowIfCancellationRequested();
                var (file, mistake) = sample;
                var name = $"{rank + 1}.jpg";
                WriteThumbnail(file.Path, Path.Combine(pictures, name));
                mistake.Name = MetricsTable.NameFile(data.Directory, file.Path);
                mistake.Picture = $"{RunResults.MistakesFolder}/{name}";
                return mistake;
            }).ToArray();
            WriteJson(
                Path.Combine(directory, RunResults.MistakesFile),
                new RunResults.MistakeList { Version = RunResults.Version, Mistakes = mistakes });
        }

        private static void WriteFigures(string directory, IReadOnlyList<string> labels, Validation evaluation)
        {
            var (single, several) = (Path.Combine(directory, RunResults.ConfusionFile), Path.Combine(directory, RunResults.MultiLabelFile));
            if (evaluation.Confusion is not { } confusion)
            {
                WriteJson(several, MultiLabelMistakes.Summarize(labels, evaluation.MultiLabel!, evaluation.Thresholds));
                File.Delete(single);
                return;
            }

            var classes = Enumerable.Range(0, labels.Count).ToArray();
            WriteJson(single, new RunResults.Confusion
            {
                Version = RunResults.Version,
                Classes = [.. labels],
                Counts = classes.Select(truth => classes.Select(predicted => confusion[truth, predicted]).ToArray()).ToArray(),
            });
            File.Delete(several);
        }

        /// <summary>The mistakes that cost the most cross entropy: the truth seemed least likely.</summary>
        private static IEnumerable<(LabelledFile File, RunResults.Mistake Mistake)> FindWorst(
            DataSet data, IReadOnlyList<SamplePrediction> judgements) => data.Validation.Zip(judgements)
                .Where(sample => sample.First.Label != sample.Second.Guess)
                .OrderBy(sample => sample.Second.TruthProbability)
                .Select(sample => (sample.First, new RunResults.Mistake
                {
                    Truth = data.Labels[sample.First.Label],
                    Guess = data.Labels[sample.Second.Guess],
                    Probability = sample.Second.Probability,
                    TruthProbability = sample.Second.TruthProbability,
                }));

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
