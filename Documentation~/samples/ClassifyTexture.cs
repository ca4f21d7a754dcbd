using System.Threading;
using System.Threading.Tasks;
using Saccade;
using UnityEngine;

namespace MyGame
{
    /// <summary>Says what is on a picture. A script calls it with its own <c>destroyCancellationToken</c>, from Unity 2022.2 on.</summary>
    [RequireComponent(typeof(TextureClassifier))]
    public sealed class ClassifyTexture : MonoBehaviour
    {
        public string Answer { get; private set; } = "";

        public async Task AskAsync(Texture picture, CancellationToken cancellation)
        {
            Answer = "…";
            var classifier = GetComponent<TextureClassifier>();
            var seen = await classifier.ClassifyAsync(picture, cancellation);
            Answer = $"{seen.Best.Label}, {seen.Best.Probability:0 %}";
        }
    }
}
