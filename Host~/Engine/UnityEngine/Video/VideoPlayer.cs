#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.Video
{
    /// <summary>A video's frames, which a caller of the host shows one by one: no file is decoded.</summary>
    public sealed class VideoPlayer : Behaviour
    {
        private Texture _texture;

        public Texture texture => _texture == null ? null : _texture;

        public long frame { get; private set; } = -1;

        /// <summary>Shows a frame, or none with null.</summary>
        internal void Show(Texture picture, long number) => (_texture, frame) = (picture, number);
    }
}
