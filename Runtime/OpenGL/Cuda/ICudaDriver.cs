using System;

namespace Saccade.OpenGL.Cuda
{
    /// <summary>
    /// The part of CUDA that shares OpenGL buffers. Called on the render thread with the OpenGL context current; whatever CUDA
    /// context is current there stays so. All throw <see cref="NotSupportedException"/> with one message to show.
    /// </summary>
    internal interface ICudaDriver
    {
        /// <summary>Takes a share in the primary context of a card; the calls below then are about it.</summary>
        void Retain(int device);

        /// <summary>Gives the share back.</summary>
        void Release();

        /// <summary>Lets CUDA read an OpenGL buffer.</summary>
        /// <returns>What the other calls name it by.</returns>
        IntPtr Register(uint buffer);

        /// <summary>Hands a buffer over to CUDA. OpenGL may not touch it until it is unmapped.</summary>
        /// <param name="resource">What <see cref="Register"/> returned.</param>
        /// <param name="bytes">Bytes that must lie there.</param>
        /// <returns>The device pointer.</returns>
        IntPtr Map(IntPtr resource, long bytes);

        /// <summary>Hands a buffer back to OpenGL.</summary>
        void Unmap(IntPtr resource);

        /// <summary>CUDA no longer reads a buffer.</summary>
        void Unregister(IntPtr resource);
    }
}
