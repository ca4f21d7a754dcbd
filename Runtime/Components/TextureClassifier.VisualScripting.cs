using System.Threading;
using UnityEngine;

namespace Saccade
{
    /// <content>
    /// What Visual Scripting and UnityEvents call: they choose a method by its name, so each action has one form that shares its name with
    /// no other.
    /// </content>
    public sealed partial class TextureClassifier
    {
        /// <summary>The same as <see cref="Load(string)"/>, under a name of its own.</summary>
        /// <param name="folder">The model folder; a relative path starts at <c>Application.streamingAssetsPath</c>.</param>
        public void LoadFolder(string folder) => Load(folder);

        /// <summary>The same as <see cref="Load(TextAsset)"/>, under a name of its own.</summary>
        /// <param name="asset">A model folder in a file that ends in <c>.bytes</c>, as Tools, Saccade, Model Asset writes it.</param>
        public void LoadAsset(TextAsset asset) => Load(asset);

        /// <summary>
        /// Does what <see cref="ClassifyAsync(Texture, CancellationToken)"/> does for those who can't await: the texture becomes the
        /// <see cref="Source"/>, its picture is taken in the next frame whatever the rate, and the result comes by
        /// <see cref="Classified"/> and the event in the inspector.
        /// </summary>
        /// <param name="texture">The texture.</param>
        public void ClassifyTexture(Texture texture)
        {
            Source = texture;
            RequestCapture();
        }
    }
}
