using System.Collections.Generic;
using System.Runtime.InteropServices;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// What a scriptable pipeline has asked for and not submitted yet. As in Unity a command buffer is copied when it is handed over:
    /// its owner may clear it before the submission.
    /// </summary>
    internal sealed class RenderContext
    {
        private readonly GraphicsDevice _device;
        private readonly List<RenderCommand> _commands = [];
        private readonly List<(int Commands, string Name, Camera? Camera)> _parts = [];

        internal RenderContext(GraphicsDevice device)
        {
            _device = device;
        }

        /// <summary>The camera whose target the commands of now are about.</summary>
        internal Camera? Camera { get; set; }

        internal void Enqueue(CommandBuffer buffer)
        {
            _parts.Add((buffer.Commands.Count, buffer.name, Camera));
            _commands.AddRange(buffer.Commands);
        }

        internal void Submit()
        {
            var first = 0;
            foreach (var (count, name, camera) in _parts)
            {
                _device.Commands.Run(
                    CollectionsMarshal.AsSpan(_commands).Slice(first, count), name, camera == null ? null : camera);
                first += count;
            }

            _commands.Clear();
            _parts.Clear();
        }

        /// <summary>Ends the frame; what nobody submitted is dropped.</summary>
        internal void End()
        {
            if (_parts.Count > 0)
            {
                Debug.LogWarning(
                    $"ScriptableRenderContext: {_parts.Count} command buffers, '{_parts[0].Name}' first, were executed and never "
                    + "submitted. Call Submit after ExecuteCommandBuffer.");
            }

            _commands.Clear();
            _parts.Clear();
            Camera = null;
        }
    }
}
