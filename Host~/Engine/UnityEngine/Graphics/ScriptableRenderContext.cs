#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host.Rendering;

namespace UnityEngine.Rendering
{
    public struct ScriptableRenderContext : IEquatable<ScriptableRenderContext>
    {
        private readonly RenderContext _context;

        internal ScriptableRenderContext(RenderContext context)
        {
            _context = context;
        }

        internal readonly RenderContext Context =>
            _context ?? throw new ArgumentException("The ScriptableRenderContext is not one that the engine made.");

        public static bool operator ==(ScriptableRenderContext left, ScriptableRenderContext right) => left.Equals(right);

        public static bool operator !=(ScriptableRenderContext left, ScriptableRenderContext right) => !left.Equals(right);

        public void ExecuteCommandBuffer(CommandBuffer commandBuffer)
        {
            ArgumentNullException.ThrowIfNull(commandBuffer);
            Context.Enqueue(commandBuffer);
        }

        public void Submit() => Context.Submit();

        public bool Equals(ScriptableRenderContext other) => ReferenceEquals(_context, other._context);

        public override bool Equals(object obj) => obj is ScriptableRenderContext other && Equals(other);

        public override int GetHashCode() => _context is null ? 0 : _context.GetHashCode();
    }
}
