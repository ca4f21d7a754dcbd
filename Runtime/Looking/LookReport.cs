using System;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// What a camera's model looked at in one frame. One object is used again for each result, so that a report costs no garbage: read
    /// it when it arrives, or copy out what you keep.
    /// </summary>
    public sealed class LookReport
    {
        private AttentionShare[] _shares = new AttentionShare[8];

        internal LookReport()
        {
        }

        /// <summary>Number of the frame that the picture was taken in, as in <see cref="Classification.Frame"/>.</summary>
        public long Frame { get; private set; }

        /// <summary>The share of all that belongs to no target, 0 to 1; padding around the picture belongs to it.</summary>
        public float Background { get; private set; }

        /// <summary>How many targets have a share.</summary>
        public int Count { get; private set; }

        /// <summary>The targets that have a share, the largest first.</summary>
        public ReadOnlySpan<AttentionShare> Shares => _shares.AsSpan(0, Count);

        /// <summary>The target with the largest share; null where all is background.</summary>
        public GameObject? Most => Count > 0 ? _shares[0].Target : null;

        /// <summary>The share of one target.</summary>
        /// <param name="target">The object with the <see cref="LookTarget"/> or the <see cref="ClassLabel"/>.</param>
        /// <returns>0 to 1; 0 where the model didn't look at it.</returns>
        public float ShareOf(GameObject target)
        {
            foreach (var share in Shares)
            {
                if (ReferenceEquals(share.Target, target))
                {
                    return share.Share;
                }
            }

            return 0f;
        }

        internal void Begin(long frame, float background) => (Frame, Background, Count) = (frame, background, 0);

        internal void Add(GameObject target, float share)
        {
            if (Count == _shares.Length)
            {
                Array.Resize(ref _shares, 2 * Count);
            }

            // They come in the order of the targets: few have a share, and a sort would be garbage.
            var place = Count++;
            for (; place > 0 && _shares[place - 1].Share < share; place--)
            {
                _shares[place] = _shares[place - 1];
            }

            _shares[place] = new AttentionShare(target, share);
        }
    }
}
