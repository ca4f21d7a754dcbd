using Saccade.Capture;
using Saccade.Capture.Encoding;
using Saccade.NewestWins;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Looking
{
    /// <summary>
    /// The id pictures on their way. All are drawn into one texture: each is read by the commands that come right after. Main thread only.
    /// </summary>
    internal sealed class IdPictures
    {
        // The pictures that an encoder can have on its way, and those that wait, run and were published.
        private const int Capacity = 12;

        private readonly FrameRing<IdSlot> _ring = new FrameRing<IdSlot>(Capacity);
        private readonly int _run = EngineRun.Number;
        private RenderTexture? _picture;

        public IdPictures()
        {
            _ring.Fill(Create);
        }

        /// <summary>Id pictures that were read in vain or not at all.</summary>
        public long Lost { get; private set; }

        /// <summary>The texture to draw the next into.</summary>
        public RenderTexture Require(int width, int height)
        {
            if (_picture != null && _picture.width == width && _picture.height == height)
            {
                return _picture;
            }

            // All at once, so that a steady scene makes none later, when more of them are on their way.
            foreach (var slot in _ring.Slots)
            {
                if (slot.State == FrameState.Free)
                {
                    slot.Prepare(width, height);
                }
            }

            ReleasePicture();
            return _picture = new RenderTexture(width, height, 24, RenderTextureFormat.ARGB32, RenderTextureReadWrite.Linear)
            {
                name = "Saccade Object Ids",
                filterMode = FilterMode.Point,
                hideFlags = HideFlags.HideAndDontSave,
            };
        }

        /// <summary>Records reading what was drawn into the texture.</summary>
        public void Send(CommandBuffer commands, GameObject[] targets, in FrameStamp stamp)
        {
            var index = _ring.FindFree();
            if (index < 0)
            {
                index = FindOldest();
                GiveUp(index);
            }

            var slot = _ring.Slots[index];
            slot.Record(commands, _picture!, targets);
            _ring.Send(slot, stamp);
        }

        /// <summary>The picture that was taken with another, whether it has arrived or not; null where there is none.</summary>
        public IdSlot? Find(in FrameStamp stamp)
        {
            IdSlot? found = null;
            foreach (var slot in _ring.Slots)
            {
                var isSame = slot.Stamp.Frame == stamp.Frame && slot.Stamp.Seconds == stamp.Seconds;
                if (isSame && IsOnItsWay(slot) && slot.Sequence > (found?.Sequence ?? -1))
                {
                    found = slot;
                }
            }

            return found;
        }

        /// <summary>The oldest picture whose result has come and which has arrived itself; null where there is none.</summary>
        public IdSlot? FindComplete()
        {
            IdSlot? found = null;
            foreach (var slot in _ring.Slots)
            {
                if (slot.State == FrameState.Arrived && slot.HasWeights && slot.Sequence < (found?.Sequence ?? long.MaxValue))
                {
                    found = slot;
                }
            }

            return found;
        }

        /// <summary>Frees a picture that was used, and those before it: results come in the order of their frames.</summary>
        public void Free(IdSlot used)
        {
            for (var i = 0; i < Capacity; i++)
            {
                var slot = _ring.Slots[i];
                if (slot.Sequence > used.Sequence)
                {
                    continue;
                }

                if (slot.State == FrameState.Arrived)
                {
                    slot.Become(FrameState.Free);
                }
                else if (slot.State == FrameState.Requested)
                {
                    // Answers come in the order of the commands: these were never run.
                    GiveUp(i);
                }
            }
        }

        /// <summary>Gives all back; what is still to be answered frees itself then.</summary>
        public void Dispose()
        {
            var isLate = EngineRun.IsEnding || _run != EngineRun.Number;
            if (EngineRun.IsEnding && _ring.InFlight > 0 && SystemInfo.graphicsDeviceType != GraphicsDeviceType.Null)
            {
                AsyncGPUReadback.WaitAllRequests();
            }

            foreach (var slot in _ring.Slots)
            {
                if (slot.State == FrameState.Requested && !isLate)
                {
                    slot.Abandon();
                }
                else
                {
                    slot.Release();
                }
            }

            ReleasePicture();
        }

        private static IdSlot Create() => new IdSlot();

        private static bool IsOnItsWay(IdSlot slot) => slot.State == FrameState.Arrived || slot.State == FrameState.Requested;

        private int FindOldest()
        {
            var oldest = 0;
            for (var i = 1; i < Capacity; i++)
            {
                if (_ring.Slots[i].Sequence < _ring.Slots[oldest].Sequence)
                {
                    oldest = i;
                }
            }

            return oldest;
        }

        private void GiveUp(int index)
        {
            var slot = _ring.Slots[index];
            if (slot.State == FrameState.Requested)
            {
                Lost++;
                slot.Abandon();
                _ring.Replace(index, Create());
            }
        }

        private void ReleasePicture()
        {
            if (_picture != null)
            {
                _picture.Release();
                Object.Destroy(_picture);
            }

            _picture = null;
        }
    }
}
