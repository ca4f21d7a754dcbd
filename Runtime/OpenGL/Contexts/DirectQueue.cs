using System;
using System.Collections.Generic;

namespace Saccade.OpenGL.Contexts
{
    /// <summary>Runs OpenGL work at once on the thread that asks for it, for programs that have a context of their own.</summary>
    internal sealed class DirectQueue : RenderQueue
    {
        private readonly List<IRenderWork?> _works = new List<IRenderWork?>();
        private readonly Func<Func<string, IntPtr>> _findLoader;
        private GlContext? _context;

        public DirectQueue(Func<string, IntPtr> getProcAddress)
        {
            _findLoader = () => getProcAddress;
        }

        /// <inheritdoc/>
        public override bool IsAlive => true;

        /// <inheritdoc/>
        public override int Register(IRenderWork work)
        {
            var id = _works.IndexOf(null);
            if (id < 0)
            {
                id = _works.Count;
                _works.Add(null);
            }

            _works[id] = work;
            return id;
        }

        /// <inheritdoc/>
        public override void Unregister(int id) => _works[id] = null;

        /// <inheritdoc/>
        protected override void Send(int id, int operation)
        {
            var work = _works[id];
            if (work != null)
            {
                RunGuarded(work, operation, ref _context, _findLoader);
            }
        }
    }
}
