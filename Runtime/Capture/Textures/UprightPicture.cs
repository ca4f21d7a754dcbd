using System;
using Saccade.Capture.Encoding;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Capture.Textures
{
    /// <summary>
    /// Makes of any two-dimensional texture a picture that every way to encode can read: upright, its full size, in a render texture.
    /// A render texture that is upright is read where it is; of others a copy is made on the GPU. Main thread only.
    /// </summary>
    internal sealed class UprightPicture
    {
        private const string ShaderPath = "Saccade/QuarterTurn";

        private static readonly int TurnId = Shader.PropertyToID("_Turn");

        private readonly PictureCopy _copy = new PictureCopy();
        private readonly PictureCopy _turned = new PictureCopy();
        private Material? _material;

        /// <summary>Records the copy, where one is needed.</summary>
        /// <param name="commands">What it is recorded into.</param>
        /// <param name="texture">The texture.</param>
        /// <param name="pose">How the picture lies in it.</param>
        /// <returns>Where the picture lies then, rows from the lowest.</returns>
        /// <exception cref="NotSupportedException">The program lacks the shader that turns pictures.</exception>
        public RenderTexture Record(CommandBuffer commands, Texture texture, PicturePose pose)
        {
            if (pose.IsUpright && texture is RenderTexture target)
            {
                return target;
            }

            // A copy in which levels are stored; a blit samples the texture as shaders do, whatever its format.
            var isLinear = QualitySettings.activeColorSpace == ColorSpace.Linear;
            var copy = _copy.Prepare(texture.width, texture.height, isLinear);
            var flipsColumns = pose.FlipsColumns != (pose.IsMirrored && !pose.IsTurned);
            commands.Blit(
                new RenderTargetIdentifier(texture),
                copy,
                new Vector2(flipsColumns ? -1f : 1f, pose.FlipsRows ? -1f : 1f),
                new Vector2(flipsColumns ? 1f : 0f, pose.FlipsRows ? 1f : 0f));
            return pose.IsTurned ? RecordTurn(commands, copy, pose.IsMirrored, isLinear) : copy;
        }

        /// <summary>Frees the copies.</summary>
        public void Release()
        {
            _copy.Release();
            _turned.Release();
            if (_material != null)
            {
                Object.DestroyImmediate(_material);
            }
        }

        private RenderTexture RecordTurn(CommandBuffer commands, RenderTexture picture, bool isMirrored, bool isLinear)
        {
            var turned = _turned.Prepare(picture.height, picture.width, isLinear);
            var material = RequireMaterial();

            // What is upper becomes right, and what is right lower.
            material.SetVector(TurnId, isMirrored ? new Vector4(-1f, -1f, 1f, 1f) : new Vector4(-1f, 1f, 1f, 0f));
            commands.Blit(picture, turned, material);
            return turned;
        }

        private Material RequireMaterial()
        {
            if (_material != null)
            {
                return _material;
            }

            var shader = Resources.Load<Shader>(ShaderPath);
            return shader == null || !shader.isSupported
                ? throw new NotSupportedException(
                    $"The webcam's picture lies on its side, and the shader that turns it, {ShaderPath}, is not in this program. It lies "
                    + "in the package's Resources: import the package again.")
                : _material = new Material(shader) { hideFlags = HideFlags.HideAndDontSave };
        }
    }
}
