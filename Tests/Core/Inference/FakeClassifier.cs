using System;
using Saccade.Capture;
using Saccade.Inference;
using Saccade.Inference.Onnx;
using Saccade.Inference.Sharing;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>A pipeline with made-up frames, encoder and model: nothing happens that the test doesn't make happen.</summary>
    internal sealed class FakeClassifier
    {
        private static readonly CaptureSource Picture = new(IntPtr.Zero, 0, 0, 1, 1, false, false);
        private static readonly ModelFolder Folder = ModelFolder.Open(Fixtures.Find("exported", "vit-tiny"));

        private FakeClassifier(SharedModel model, FakeFrames frames, FakeEncoder encoder)
        {
            Model = model;
            Frames = frames;
            Encoder = encoder;
            Pipeline = new ClassificationPipeline<CaptureSource>(Folder, model, model.Join(encoder.Length, 1)!, _ => encoder, frames);
        }

        public SharedModel Model { get; }

        public FakeFrames Frames { get; }

        public FakeEncoder Encoder { get; }

        public ClassificationPipeline<CaptureSource> Pipeline { get; }

        /// <summary>A classifier whose model is loaded and runs when <see cref="SharedModel.RunOnce"/> is called.</summary>
        public static FakeClassifier Create(int capacity, FakeModel? fake = null)
        {
            var classifier = Create(capacity, () => fake ?? new FakeModel());
            classifier.Model.Load();
            classifier.Pipeline.BeginFrame();
            return classifier;
        }

        /// <summary>A classifier whose model is loaded when the test says so.</summary>
        public static FakeClassifier Create(int capacity, Func<IClassifierModel> load)
        {
            FakeFrames frames = new();
            return new FakeClassifier(new SharedModel("fake", _ => load(), frames), frames, new FakeEncoder(capacity));
        }

        /// <summary>Another camera with the same model.</summary>
        public FakeClassifier Share(int capacity)
        {
            FakeClassifier other = new(Model, Frames, new FakeEncoder(capacity));
            other.Pipeline.BeginFrame();
            return other;
        }

        /// <summary>The camera has rendered.</summary>
        public bool Capture() => Pipeline.Capture(Picture, Region.Whole);

        /// <summary>Everything that is on its way arrives.</summary>
        public void Arrive() => Encoder.Arrive(Encoder.InFlight);
    }
}
