using System;
using System.Runtime.InteropServices;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Rendering
{
    /// <summary>Runs recorded commands. One that fails is logged, and those after it still run.</summary>
    internal sealed class CommandRunner
    {
        private readonly GraphicsDevice _device;
        private Camera? _camera;

        internal CommandRunner(GraphicsDevice device)
        {
            _device = device;
        }

        /// <summary>Runs all of a buffer's commands.</summary>
        /// <param name="buffer">What to run.</param>
        /// <param name="camera">
        /// Whose target is the camera's and the active one to begin with; without one that is the screen, and the active one stays.
        /// </param>
        internal void Run(CommandBuffer buffer, Camera? camera) =>
            Run(CollectionsMarshal.AsSpan(buffer.Commands), buffer.name, camera);

        internal void Run(ReadOnlySpan<RenderCommand> commands, string name, Camera? camera)
        {
            var activeBefore = RenderTexture.active;
            var cameraBefore = _camera;
            _camera = camera;
            RenderTexture.active = camera is null ? activeBefore : camera.targetTexture;
            foreach (ref readonly var command in commands)
            {
                try
                {
                    Run(in command);
                }
                catch (Exception exception)
                {
                    UnityEngine.Debug.LogError($"CommandBuffer '{name}', {command.Kind}: {exception.Message}");
                }
            }

            // What was gathered is for the target that is active now.
            RenderTexture.active = activeBefore;
            _camera = cameraBefore;
        }

        private void Run(in RenderCommand command)
        {
            switch (command.Kind)
            {
                case RenderCommandKind.PluginEvent:
                    _device.IssuePluginEvent(command.Plugin, command.Index);
                    break;
                case RenderCommandKind.Blit:
                    Blit(in command);
                    break;
                case RenderCommandKind.SetRenderTarget:
                    RenderTexture.active = TargetOf(command.Destination);
                    break;
                case RenderCommandKind.Clear:
                    _device.RendererDraw.Clear(RenderTexture.ActiveTarget, command.Clears.Depth, command.Clears.Color, command.Area);
                    break;
                case RenderCommandKind.SetMatrices:
                    _device.RendererDraw.ToClip = command.ToClip;
                    break;
                case RenderCommandKind.SetGlobalVector:
                    _device.GlobalVectors[command.NameId] = command.Area;
                    break;
                case RenderCommandKind.DrawRenderer:
                    _device.RendererDraw.Draw(
                        RenderTexture.ActiveTarget, Alive(command.Renderer!), Alive(command.Material!), command.Submesh, command.Index);
                    break;
                case RenderCommandKind.SetComputeTexture:
                    Alive(command.Shader!).SetTexture(command.Index, command.NameId, BindableOf(command.Source));
                    break;
                case RenderCommandKind.SetComputeBuffer:
                    Alive(command.Shader!).SetBuffer(command.Index, command.NameId, command.Buffer);
                    break;
                case RenderCommandKind.SetComputeValue:
                    Alive(command.Shader!).Set(command.NameId, command.Value);
                    break;
                case RenderCommandKind.DispatchCompute:
                    Alive(command.Shader!).Run(command.Index, command.Groups.X, command.Groups.Y, command.Groups.Z);
                    break;
                case RenderCommandKind.ReadBuffer:
                    command.Into?.ThrowIfInvalid(command.IntoVersion);
                    AsyncGPUReadback.Begin(command.Buffer, command.Into, command.Callback);
                    break;
                case RenderCommandKind.BeginSample:
                    HostProfiler.Begin(command.Plugin);
                    break;
                case RenderCommandKind.EndSample:
                    HostProfiler.End(command.Plugin);
                    break;
                default:
                    command.Into?.ThrowIfInvalid(command.IntoVersion);
                    AsyncGPUReadback.Begin(command.Source.Texture, command.Index, command.Format, command.Into, command.Callback);
                    break;
            }
        }

        private static T Alive<T>(T thing)
            where T : UnityEngine.Object
        {
            thing.ThrowIfDestroyed();
            return thing;
        }

        private void Blit(in RenderCommand command)
        {
            var source = PictureOf(command.Source);
            var destination = TargetOf(command.Destination);
            RenderTexture.active = destination;
            var target = RenderTexture.ActiveTarget;
            if (target.Color == source)
            {
                throw new UnityException($"{command.Source} is source and destination at once. Copy it by way of another RenderTexture.");
            }

            if (command.Material is null)
            {
                _device.Copier.Copy(
                    source, target, new Vector2(command.Area.x, command.Area.y), new Vector2(command.Area.z, command.Area.w));
            }
            else
            {
                _device.Canvas.Blit(source, Alive(command.Material), command.Index);
            }
        }

        /// <summary>The target that an identifier stands for, null for the screen.</summary>
        private RenderTexture? TargetOf(RenderTargetIdentifier identifier)
        {
            switch (identifier.Type)
            {
                case BuiltinRenderTextureType.CameraTarget:
                    return _camera is null ? null : _camera.targetTexture;
                case BuiltinRenderTextureType.CurrentActive:
                    return RenderTexture.active;
                case BuiltinRenderTextureType.RenderTexture:
                    return Alive((RenderTexture)identifier.Texture);
                default:
                    throw new UnityException(
                        $"{identifier} is no picture; expected CameraTarget, CurrentActive or a RenderTexture.");
            }
        }

        private GpuTexture PictureOf(RenderTargetIdentifier identifier)
        {
            if (identifier.Type == BuiltinRenderTextureType.BindableTexture)
            {
                return Alive(identifier.Texture).RequireGpu();
            }

            _device.Canvas.Flush();
            if (identifier.Type == BuiltinRenderTextureType.CameraTarget)
            {
                return _camera?.ReadableTarget ?? throw new UnityException(
                    $"{identifier} is the screen itself, which is no texture: the camera draws straight to it, as nothing forces it into a "
                    + "texture. Read CurrentActive at CameraEvent.AfterEverything.");
            }

            var target = TargetOf(identifier);
            return target is null ? _device.Screen.Color : target.RequireGpu();
        }

        // As in Unity the screen is no texture.
        private Texture BindableOf(RenderTargetIdentifier identifier)
        {
            if (identifier.Type == BuiltinRenderTextureType.BindableTexture)
            {
                return Alive(identifier.Texture);
            }

            return TargetOf(identifier)
                ?? throw new UnityException($"{identifier} is the screen, which no shader can read. Blit it to a RenderTexture first.");
        }
    }
}
