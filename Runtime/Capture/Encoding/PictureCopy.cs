using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Capture.Encoding
{
    /// <summary>
    /// An 8-bit copy of just the rectangle that a picture lies in, for targets that no shader reads and for reading levels.
    /// </summary>
    internal sealed class PictureCopy
    {
        private RenderTexture? _texture;
        private bool _isLinear;

        /// <summary>Records the copy. Rows and columns lie in it as they do in the target; a texel is one pixel.</summary>
        /// <returns>
        /// The copy: in an sRGB format where a shader reads linear light from the target, as it then does from the copy, so that in both
        /// cases levels are stored.
        /// </returns>
        public RenderTexture Record(CommandBuffer commands, in RecordedSource source)
        {
            var texture = Prepare(source.Width, source.Height, source.IsLinear);
            Vector2 size = source.TargetSize;
            commands.Blit(
                source.Target,
                texture,
                new Vector2(source.Width / size.x, source.Height / size.y),
                new Vector2(source.X / size.x, source.Y / size.y));
            return texture;
        }

        /// <summary>Makes room for a copy that others record.</summary>
        /// <param name="width">Its width in pixels.</param>
        /// <param name="height">Its height in pixels.</param>
        /// <param name="isLinear">Whether a shader reads linear light from what is copied.</param>
        /// <returns>The copy, see <see cref="Record"/>.</returns>
        public RenderTexture Prepare(int width, int height, bool isLinear)
        {
            if (_texture != null && _texture.width == width && _texture.height == height && _isLinear == isLinear)
            {
                return _texture;
            }

            Release();
            _isLinear = isLinear;
            _texture = new RenderTexture(
                width,
                height,
                0,
                RenderTextureFormat.ARGB32,
                _isLinear ? RenderTextureReadWrite.sRGB : RenderTextureReadWrite.Linear)
            {
                name = "Saccade picture",
                filterMode = FilterMode.Point,
                hideFlags = HideFlags.HideAndDontSave,
            };
            _texture.Create();
            return _texture;
        }

        /// <summary>Frees the copy.</summary>
        public void Release()
        {
            if (_texture == null)
            {
                return;
            }

            _texture.Release();
            Object.DestroyImmediate(_texture);
            _texture = null;
        }
    }
}
