using System;
using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL.Contexts
{
    /// <summary>One OpenGL context and what all encoders on it share. Used only where it is current.</summary>
    internal sealed class GlContext
    {
        private const int OldestVersion = 45;

        private IContextShare? _shared;
        private int _sharedUsers;

        /// <summary>Looks at the context that is current.</summary>
        /// <param name="getProcAddress">Finds OpenGL's functions by name.</param>
        /// <exception cref="NotSupportedException">It is older than OpenGL 4.5, or none is current.</exception>
        public GlContext(Func<string, IntPtr> getProcAddress)
        {
            Gl = GLApi.GetApi(getProcAddress);
            var reason = FindReason(Gl);
            if (reason != null)
            {
                throw new NotSupportedException("OpenGL: " + reason);
            }

            Objects = new GlObjects(Gl);
            Gl.GetQuery((QueryTarget)GLEnum.Timestamp, QueryParameterName.QueryCounterBits, out var bits);
            HasTimestamps = bits > 0;
        }

        /// <summary>OpenGL's functions.</summary>
        public GLApi Gl { get; }

        /// <summary>Makes and deletes objects, and counts them.</summary>
        public GlObjects Objects { get; }

        /// <summary>Whether the driver tells the time on the GPU.</summary>
        public bool HasTimestamps { get; }

        /// <summary>Why the context that is current can't be used, as a sentence to show, or null where it can.</summary>
        public static string? FindReason(GLApi gl)
        {
            gl.GetInteger(GetPName.MajorVersion, out var major);
            gl.GetInteger(GetPName.MinorVersion, out var minor);
            if (major == 0)
            {
                return "no context is current on this thread. Make one current before it is used.";
            }

            return major * 10 + minor < OldestVersion
                ? $"the context has version {major}.{minor}, the encode needs 4.5. Update the graphics driver."
                : null;
        }

        /// <summary>
        /// What all encoders on the context share; made for the first who asks, so that a further camera or model makes nothing.
        /// </summary>
        /// <param name="create">Makes it.</param>
        public IContextShare AcquireShared(Func<GlContext, IContextShare> create)
        {
            _shared ??= create(this);
            _sharedUsers++;
            return _shared;
        }

        /// <summary>Tells that one of those who asked is done; with the last one what they shared is deleted.</summary>
        public void ReleaseShared()
        {
            if (--_sharedUsers > 0)
            {
                return;
            }

            _shared?.Delete(this);
            _shared = null;
        }

        /// <summary>Makes sure that commands reach the context.</summary>
        /// <exception cref="InvalidOperationException">It was lost, or is not current.</exception>
        public void DemandCurrent()
        {
            Gl.GetInteger(GetPName.MajorVersion, out var major);
            if (major == 0 || Gl.GetGraphicsResetStatus() != GLEnum.NoError)
            {
                throw new InvalidOperationException("OpenGL: a picture can't be encoded: " + DescribeFault());
            }
        }

        /// <summary>What the driver says is wrong, for a message.</summary>
        public string DescribeFault()
        {
            var reset = Gl.GetGraphicsResetStatus();
            if (reset != GLEnum.NoError)
            {
                return $"the context was lost ({reset}). Disable and enable the component when the engine has made a new one.";
            }

            var error = Gl.GetError();
            return error == GLEnum.NoError
                ? "no context is current, or it was lost. Disable and enable the component to start anew."
                : $"the driver reports {error}. Disable and enable the component to start anew.";
        }
    }
}
