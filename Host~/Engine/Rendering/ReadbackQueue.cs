using System.Collections.Generic;

namespace Saccade.Host.Rendering
{
    /// <summary>The requests for pixels that are under way, in the order in which they were made and are answered.</summary>
    internal sealed class ReadbackQueue
    {
        private readonly List<TextureReadback> _waiting = [];
        private readonly List<TextureReadback> _ended = [];

        internal void Add(TextureReadback readback) => _waiting.Add(readback);

        /// <summary>Answers what has arrived and forgets the pixels of what was answered a frame ago. Never waits.</summary>
        internal void Deliver()
        {
            foreach (TextureReadback readback in _ended)
            {
                readback.ForgetPixels();
            }

            _ended.Clear();
            // What a callback asks for is appended and comes with a later frame, even if the device is that fast.
            for (int left = _waiting.Count; left > 0 && _waiting.Count > 0; left--)
            {
                TextureReadback readback = _waiting[0];
                if (!readback.TryEnd())
                {
                    return;
                }

                MoveToEnded(readback);
            }
        }

        internal void WaitForAll()
        {
            while (_waiting.Count > 0)
            {
                TextureReadback readback = _waiting[0];
                readback.Wait();
                MoveToEnded(readback);
            }
        }

        internal void FailAll()
        {
            // What a callback asks for now goes with the device, unanswered: it would ask forever.
            TextureReadback[] waiting = [.. _waiting];
            _waiting.Clear();
            foreach (TextureReadback readback in waiting)
            {
                if (!readback.IsDone)
                {
                    readback.Fail();
                }
            }
        }

        private void MoveToEnded(TextureReadback readback)
        {
            _waiting.Remove(readback);
            _ended.Add(readback);
        }
    }
}
