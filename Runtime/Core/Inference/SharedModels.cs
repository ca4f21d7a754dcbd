using System;
using System.Collections.Generic;
using Saccade.Inference.Onnx;
using Saccade.Inference.Sharing;
using Saccade.Timing;

namespace Saccade.Inference
{
    /// <summary>The models whose threads run, so that whoever asks for the same one shares it.</summary>
    public static class SharedModels
    {
        private static readonly List<SharedModel> Running = new List<SharedModel>();

        /// <summary>Models whose threads have not ended yet.</summary>
        internal static int RunningCount
        {
            get
            {
                lock (Running)
                {
                    return Running.Count;
                }
            }
        }

        /// <summary>
        /// Ends the threads of all models and waits for them, cutting short what they load or run: for a program that is about to unload
        /// native code or scripts. Pipelines that are open get no more results.
        /// </summary>
        /// <param name="timeout">How long to wait at most for each.</param>
        /// <returns>Whether all have ended.</returns>
        public static bool StopAll(TimeSpan timeout)
        {
            var ended = true;
            foreach (var model in Stop())
            {
                ended &= model.StopAndWait(timeout);
            }

            return ended;
        }

        /// <summary>Does the same and waits for none: each ends by itself.</summary>
        /// <returns>Those that had not ended yet.</returns>
        internal static SharedModel[] Stop()
        {
            SharedModel[] running;
            lock (Running)
            {
                running = Running.ToArray();
            }

            Array.ForEach(running, model => model.Stop());
            return running;
        }

        /// <summary>Finds a running model, or starts it.</summary>
        /// <param name="key">Two models of one key are the same.</param>
        /// <param name="inputLength">Numbers of one picture.</param>
        /// <param name="topK">Classes that a result lists.</param>
        /// <param name="load">Loads and warms it up; called on the model's thread.</param>
        /// <param name="frames">The time.</param>
        /// <param name="client">A place at the model, to be left.</param>
        internal static SharedModel Join(
            string key, int inputLength, int topK, Func<LoadStop, IClassifierModel> load, IFrameProvider frames, out InferenceClient client)
        {
            lock (Running)
            {
                foreach (var model in Running)
                {
                    var joined = model.Key == key ? model.Join(inputLength, topK) : null;
                    if (joined != null)
                    {
                        client = joined;
                        return model;
                    }
                }

                var created = new SharedModel(key, load, frames);
                client = created.Join(inputLength, topK)!;
                Start(created);
                return created;
            }
        }

        /// <summary>Starts a model's thread, which is then one of those that <see cref="StopAll"/> ends.</summary>
        internal static void Start(SharedModel model)
        {
            lock (Running)
            {
                if (Running.Count == 0)
                {
                    // Unity's editor unloads the domain when scripts have changed: a run that outlives it crashes the editor.
                    AppDomain.CurrentDomain.DomainUnload += StopWithProgram;
                    AppDomain.CurrentDomain.ProcessExit += StopWithProgram;
                }

                Running.Add(model);
                model.Start(Remove);
            }
        }

        private static void Remove(SharedModel model)
        {
            lock (Running)
            {
                Running.Remove(model);
                if (Running.Count == 0)
                {
                    AppDomain.CurrentDomain.DomainUnload -= StopWithProgram;
                    AppDomain.CurrentDomain.ProcessExit -= StopWithProgram;
                }
            }
        }

        private static void StopWithProgram(object? sender, EventArgs e) => StopAll(TimeSpan.FromSeconds(10));
    }
}
