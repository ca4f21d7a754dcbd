using System;
using Saccade.OpenGL;

namespace MyEngine
{
    /// <summary>Saccade in an engine of one's own: a texture in, a label out, nothing ever waits.</summary>
    public static class OwnEngine
    {
        public static void Run(
            Func<string, IntPtr> getProcAddress, Func<uint> renderFrame, int width, int height, string model, Func<string, bool> show)
        {
            using var classifier = new OpenGLClassifier(model, getProcAddress);
            var goesOn = true;
            while (goesOn && classifier.Error == null)
            {
                var isNew = classifier.BeginFrame();
                classifier.Capture(renderFrame(), width, height);
                if (isNew && classifier.Result is { } result)
                {
                    goesOn = show($"frame {result.Frame}: {result.Best.Label}, {result.Best.Probability:0.0 %}");
                }
            }
        }
    }
}
