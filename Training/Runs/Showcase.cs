using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data;
using Saccade.Training.Data.Batches;
using Saccade.Training.Reports.Charts;
using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>A few validation pictures that the model is asked about before and after it learns.</summary>
    internal sealed class Showcase
    {
        private const int Pictures = 8;

        private readonly StartingModel _start;
        private readonly DataSet _data;
        private readonly LabelledFile[] _files;
        private readonly ModelGuesses _before;

        /// <summary>Chooses the pictures and asks the model as it is.</summary>
        internal Showcase(StartingModel start, DataSet data, long seed, CancellationToken cancellation)
        {
            _start = start;
            _data = data;
            var truths = data.Validation.Select(file => file.Labels.FirstOrDefault(-1)).ToArray();
            _files = BeforeAfterPicture.Choose(truths, Pictures, seed).Select(index => data.Validation[index]).ToArray();
            _before = Ask(start.HasNewHead ? "Before: a new head" : "Before", cancellation);
        }

        /// <summary>Asks again and draws both.</summary>
        /// <returns>A PNG file.</returns>
        internal byte[] Draw(CancellationToken cancellation) => BeforeAfterPicture.Draw(
                _files.Select(file => file.Path).ToArray(),
                _files.Select(file => file.Labels.Select(label => _data.Labels[label]).ToArray()).ToArray(),
                _before,
                Ask("After", cancellation));

        private ModelGuesses Ask(string title, CancellationToken cancellation)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            _start.Model.eval();
            var (height, width) = _start.PictureSize;
            using var pictures = new PictureSet(_files, _start.Rule, width, height, cacheBytes: 0);
            var rows = new List<float[]>();
            foreach (var batch in new PixelBatches(pictures, new BatchOptions { BatchSize = Pictures }).Epoch(0, cancellation))
            {
                using (batch)
                {
                    var inputs = batch.Inputs.to(_start.Model.Backbone.Norm.weight.device);
                    var logits = _start.Model.call(inputs);
                    var shares = _data.IsMultiLabel ? logits.sigmoid() : logits.softmax(1);
                    rows.AddRange(Checkpoint.ReadSingles(shares).Chunk(_start.Model.Classes));
                }
            }

            return new ModelGuesses(title, _data.Labels, rows);
        }
    }
}
