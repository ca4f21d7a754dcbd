using System;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// One recorded command with the values it was recorded with. Which fields count is the kind's affair; one type for all lets a
    /// command buffer hold them in one array that is used again.
    /// </summary>
    internal struct RenderCommand
    {
        internal RenderCommandKind Kind;
        internal RenderTargetIdentifier Source;
        internal RenderTargetIdentifier Destination;
        internal Material? Material;
        internal Renderer? Renderer;
        internal ComputeShader? Shader;
        internal ComputeBuffer? Buffer;
        internal NativeStorage? Into;
        internal int IntoVersion;
        internal Action<AsyncGPUReadbackRequest>? Callback;

        /// <summary>A plugin's function, or a marker of the profiler.</summary>
        internal nint Plugin;
        internal TextureFormat Format;

        /// <summary>Event, kernel, mip level or pass.</summary>
        internal int Index;

        internal int Submesh;
        internal (bool Depth, bool Color) Clears;

        /// <summary>From the world to clip space.</summary>
        internal Matrix4x4 ToClip;

        /// <summary>Of a shader's parameter.</summary>
        internal int NameId;
        internal ShaderValue Value;

        /// <summary>How many groups of threads run along each axis.</summary>
        internal (int X, int Y, int Z) Groups;

        /// <summary>Scale and offset, a colour, or a global value.</summary>
        internal Vector4 Area;
    }
}
