using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Saccade.Training.Files;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Features
{
    /// <summary>All that cached features depend on: a cache with another key holds something else.</summary>
    /// <param name="Hash">SHA-256 in hexadecimal digits.</param>
    internal readonly record struct FeatureCacheKey(string Hash)
    {
        /// <param name="weights">The backbone, see <see cref="HashWeights"/>.</param>
        /// <param name="data">The data set's fingerprint.</param>
        /// <param name="pictures">The pictures of one split.</param>
        /// <param name="options">How they are varied.</param>
        /// <param name="views">How often each is.</param>
        /// <param name="engine">Which library computes.</param>
        internal static FeatureCacheKey Make(
            string weights, string data, PictureSet pictures, BatchOptions options, int views, string engine)
        {
            var isVaried = options.Augmentation != Augmentation.None || options.RandomAugment > 0 || options.Variation.IsAny;
            var seed = isVaried ? options.Seed : 0;
            var text = new StringBuilder()
                .Append(CultureInfo.InvariantCulture, $"weights {weights}\ndata {data}\nengine {engine}\n")
                .Append(CultureInfo.InvariantCulture, $"size {pictures.Width} x {pictures.Height}\nrule {pictures.Rule.ToJson()}\n")
                .Append(CultureInfo.InvariantCulture, $"views {views}\naugmentation {options.Augmentation}\n")
                .Append(CultureInfo.InvariantCulture, $"randaugment {options.RandomAugment}\nseed {seed}\n");
            if (options.Variation.IsAny)
            {
                text.Append(CultureInfo.InvariantCulture, $"variation {JsonLine.Write(options.Variation)}\n");
            }

            for (var i = 0; i < pictures.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{pictures.GetLabel(i)} {pictures.GetFileName(i)}\n");
            }

            return new FeatureCacheKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
        }

        /// <summary>SHA-256 over the backbone as it is in memory: whichever files it came from, and whatever its head is.</summary>
        internal static string HashWeights(ImageClassifier model)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var config = model.Config;

            // What shows in no tensor's shape.
            var settings = FormattableString.Invariant(
                $"{config.ModelType} {config.Heads} {config.Activation} {config.LayerNormEpsilon} {config.ImageHeight}\n");
            hash.AppendData(Encoding.UTF8.GetBytes(settings));
            foreach (var (name, parameter) in model.Backbone.named_parameters().OrderBy(named => named.name, StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{name} {string.Join(' ', parameter.shape)}\n"));
                hash.AppendData(parameter.cpu().contiguous().bytes);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }
}
