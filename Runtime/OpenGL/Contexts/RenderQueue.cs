using System;
using System.Collections.Generic;

namespace Saccade.OpenGL.Contexts
{
    /// <summary>The way from the main thread to where an OpenGL context is current. Called on the main thread.</summary>
    internal abstract class RenderQueue
    {
        /// <summary>Operations that one piece of work can have.</summary>
        public const int Operations = 32;

        private readonly List<IRenderWork> _deferred = new List<IRenderWork>();

        /// <summary>Whether the context is still there. Without it nothing can be issued, and nothing needs to be given back.</summary>
        public abstract bool IsAlive { get; }

        /// <summary>Work that waits to be released.</summary>
        public int Deferred => _deferred.Count;

        /// <summary>Gives a piece of work an id to issue operations with.</summary>
        public abstract int Register(IRenderWork work);

        /// <summary>
        /// Frees an id. Call it in the last operation, where the context is current: an earlier one may still be on its way before.
        /// </summary>
        public abstract void Unregister(int id);

        /// <summary>Queues an operation behind the commands issued so far; nothing happens when the context is gone.</summary>
        public void Issue(int id, int operation)
        {
            ReleaseDeferred();
            if (IsAlive)
            {
                Send(id, operation);
            }
            else
            {
                Unregister(id);
            }
        }

        /// <summary>Keeps work that can't be released yet, and asks it again later, without anybody waiting.</summary>
        public virtual void Defer(IRenderWork work) => _deferred.Add(work);

        /// <summary>Asks the work that waits whether it can be released by now.</summary>
        public void ReleaseDeferred()
        {
            // Releasing issues an operation, which comes here again: what is asked is out of the list before.
            for (var i = _deferred.Count - 1; i >= 0 && i < _deferred.Count; i--)
            {
                var work = _deferred[i];
                _deferred.RemoveAt(i);
                if (!work.TryRelease())
                {
                    _deferred.Insert(i, work);
                }
            }
        }

        /// <summary>Does a piece of work where the context is current, and tells it what went wrong.</summary>
        protected static void RunGuarded(IRenderWork work, int operation, ref GlContext? context, Func<Func<string, IntPtr>> findLoader)
        {
            try
            {
                context ??= new GlContext(findLoader());
                work.Execute(context, operation);
            }
#pragma warning disable CA1031 // The caller may be native code: an exception that leaves here ends the process.
            catch (Exception e)
#pragma warning restore CA1031
            {
                work.Fail(e);
            }
        }

        /// <summary>Sends an operation to where the context is current.</summary>
        protected abstract void Send(int id, int operation);
    }
}
