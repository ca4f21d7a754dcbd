using Silk.NET.OpenGL;

namespace Saccade.Host.Rendering
{
    /// <summary>What lives on the graphics device. Released once: by its owner, or with the device.</summary>
    internal abstract class GpuObject
    {
        private protected GpuObject(GraphicsDevice device)
        {
            Device = device;
            device.Register(this);
        }

        internal bool IsAlive { get; private set; } = true;

        private protected GraphicsDevice Device { get; }

        private protected GL Gl => Device.Gl;

        internal void Release()
        {
            if (IsAlive)
            {
                IsAlive = false;
                Device.Unregister(this);
                Delete();
            }
        }

        private protected abstract void Delete();
    }
}
