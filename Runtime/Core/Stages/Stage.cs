namespace Saccade.Stages
{
    /// <summary>What costs time on a picture's way from the camera to the label, in its order.</summary>
    internal enum Stage
    {
        /// <summary>A model is read and warmed up, on its own thread.</summary>
        Load,

        /// <summary>A picture is sent on its way as a camera renders, on the main thread.</summary>
        Capture,

        /// <summary>A picture becomes model input: on the render thread, or on the thread of what was read back.</summary>
        Encode,

        /// <summary>The main thread looks for a picture that has arrived.</summary>
        Fetch,

        /// <summary>The main thread hands it to the model.</summary>
        Submit,

        /// <summary>The model runs, on its own thread.</summary>
        Infer,

        /// <summary>The main thread takes a result and tells it.</summary>
        Publish,

        /// <summary>The overlay is painted and drawn.</summary>
        Overlay,

        /// <summary>The label is written.</summary>
        Label,
    }
}
