using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Saccade.Models
{
    /// <summary>The models whose files are being read. Main thread only.</summary>
    internal static class OpeningModels
    {
        private static readonly List<Task> Opening = new List<Task>();

        /// <summary>Begins to open a model on another thread.</summary>
        /// <param name="location">Where it lies.</param>
        /// <param name="variant">Which of its ONNX files is taken.</param>
        public static Task<ModelFolder> Open(ModelLocation location, ModelVariant variant)
        {
            Opening.RemoveAll(task => task.IsCompleted);
            var opening = Task.Run(() => location.Open(variant));
            Opening.Add(opening);
            return opening;
        }

        /// <summary>Waits until no file is read any more: for an editor that is about to unload scripts.</summary>
        /// <param name="timeout">How long to wait at most.</param>
        /// <returns>Whether none is.</returns>
        public static bool WaitForAll(TimeSpan timeout)
        {
            // What went wrong in one is told to who asked for the model, not here.
            var ends = Opening.Select(task => task.ContinueWith(ended => { }, TaskScheduler.Default)).ToArray();
            return Task.WaitAll(ends, timeout);
        }
    }
}
