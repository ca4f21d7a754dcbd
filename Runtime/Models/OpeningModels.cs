using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using UnityEngine;

namespace Saccade.Models
{
    /// <summary>The models whose files are being read. Main thread only.</summary>
    internal static class OpeningModels
    {
        // A copy that nobody has asked for in so many frames is nobody's any more.
        private const int Patience = 10;

        private static readonly List<Task> Opening = new List<Task>();
        private static readonly List<OpeningAsset> Assets = new List<OpeningAsset>();

        /// <summary>Begins to open a model on another thread.</summary>
        /// <param name="location">Where it lies.</param>
        /// <param name="variant">Which of its ONNX files is taken.</param>
        public static Task<ModelFolder> Open(ModelLocation location, ModelVariant variant = ModelVariant.Auto)
        {
            Opening.RemoveAll(task => task.IsCompleted);
            var opening = Task.Run(() => location.Open(variant));
            Opening.Add(opening);
            return opening;
        }

        /// <summary>
        /// Begins to open a model in an asset: at once on another thread where it was unpacked before, else after its bytes were copied by
        /// <see cref="Advance"/>.
        /// </summary>
        public static Task<ModelFolder> Open(TextAsset asset)
        {
            var unpacked = ModelLocation.OfUnpacked(asset);
            if (unpacked != null)
            {
                return Open(unpacked);
            }

            Forget();
            var opening = Assets.Find(entry => entry.Copy.Asset == asset);
            if (opening == null)
            {
                opening = new OpeningAsset(asset);
                Assets.Add(opening);
            }

            opening.AskedIn = Time.frameCount;
            return opening.Opened.Task;
        }

        /// <summary>Copies on for whoever waits for a model. Call it once a frame; how many do doesn't matter.</summary>
        /// <param name="waitedFor">What <see cref="Open(TextAsset)"/> gave.</param>
        public static void Advance(Task<ModelFolder> waitedFor)
        {
            var index = Assets.FindIndex(entry => entry.Opened.Task == waitedFor);
            if (index < 0)
            {
                return;
            }

            var opening = Assets[index];
            opening.AskedIn = Time.frameCount;

            // Of several that are copied each has its turn.
            Forget();
            if (Assets.Exists(entry => entry.AdvancedIn == Time.frameCount))
            {
                return;
            }

            Assets.Remove(opening);
            Assets.Add(opening);
            opening.AdvancedIn = Time.frameCount;
            if (opening.TryAdvance())
            {
                Assets.Remove(opening);
            }
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

        // The count of frames begins anew with each run of the engine.
        private static void Forget() =>
            Assets.RemoveAll(entry => entry.AskedIn > Time.frameCount || entry.AskedIn < Time.frameCount - Patience);

        private sealed class OpeningAsset
        {
            public OpeningAsset(TextAsset asset)
            {
                Copy = new AssetCopy(asset);
            }

            public AssetCopy Copy { get; }

            public TaskCompletionSource<ModelFolder> Opened { get; } =
                new TaskCompletionSource<ModelFolder>(TaskCreationOptions.RunContinuationsAsynchronously);

            public int AskedIn { get; set; }

            public int AdvancedIn { get; set; } = -1;

            /// <returns>Whether nothing is left to do here.</returns>
            public bool TryAdvance()
            {
                try
                {
                    var bytes = Copy.Advance();
                    if (bytes == null)
                    {
                        return false;
                    }

                    Open(ModelLocation.OfArchive(Copy.Asset, bytes)).ContinueWith(Pass, TaskScheduler.Default);
                }
#pragma warning disable CA1031 // Who asked for the model is told.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Opened.SetException(e);
                }

                Copy.Dispose();
                return true;
            }

            private void Pass(Task<ModelFolder> opened)
            {
                if (opened.Exception != null)
                {
                    Opened.SetException(opened.Exception.InnerExceptions);
                }
                else
                {
                    Opened.SetResult(opened.Result);
                }
            }
        }
    }
}
