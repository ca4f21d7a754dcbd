using System;
using Saccade.ModelInput;
using UnityEngine;

namespace Saccade.Capture.Encoding
{
    /// <summary><see cref="EncodeTables"/> in the engine's buffers, and room for what lies between the kernels.</summary>
    internal sealed class ComputePlan
    {
        /// <summary>Pixels that a picture can have: what Direct3D allows a structured buffer to hold.</summary>
        public const int LargestPicture = 1 << 27;

        private bool _isDropped;
        private int _users;

        /// <summary>Uploads tables.</summary>
        public ComputePlan(EncodeTables layout)
        {
            Layout = layout;
            Tables = new ComputeBuffer(layout.Integers.Length, sizeof(int));
            Tables.SetData(layout.Integers);
            Picture = new ComputeBuffer(layout.Plan.SourceWidth * layout.Plan.SourceHeight, sizeof(uint));
            Between = new ComputeBuffer(Math.Max(1, layout.BetweenWidth * layout.BetweenHeight), sizeof(uint));
        }

        /// <summary>What was uploaded, and where in it is what.</summary>
        public EncodeTables Layout { get; }

        /// <summary>The integers.</summary>
        public ComputeBuffer Tables { get; }

        /// <summary>The picture's levels, top row first.</summary>
        public ComputeBuffer Picture { get; }

        /// <summary>The levels between the passes.</summary>
        public ComputeBuffer Between { get; }

        /// <summary>The copy of a target that no shader reads.</summary>
        public PictureCopy Copy { get; } = new PictureCopy();

        /// <summary>Tells that commands use the buffers from now on.</summary>
        public void Use() => _users++;

        /// <summary>Tells that commands that used the buffers have run.</summary>
        public void Return()
        {
            _users--;
            ReleaseIfUnused();
        }

        /// <summary>Tells that nobody will use the plan anew: its buffers go with the last commands that use them.</summary>
        public void Drop()
        {
            _isDropped = true;
            ReleaseIfUnused();
        }

        private void ReleaseIfUnused()
        {
            if (!_isDropped || _users > 0)
            {
                return;
            }

            Tables.Release();
            Picture.Release();
            Between.Release();
            Copy.Release();
        }
    }
}
