using UnityEngine;

namespace Saccade.Samples.Shapes.Scene
{
    /// <summary>The ground under the solid and the wall behind it.</summary>
    internal sealed class SceneBackground
    {
        // Beyond the farthest clutter, and near enough for the ground to reach it.
        private const float BackdropDistance = 16f;

        private const float GroundSize = 60f;

        private readonly Prop _ground = new Prop("Ground", PrimitiveType.Quad);

        private readonly Prop _backdrop = new Prop("Backdrop", PrimitiveType.Quad);

        private readonly Pattern _groundPattern = new Pattern();

        private readonly Pattern _backdropPattern = new Pattern();

        public SceneBackground()
        {
            _ground.Material.mainTexture = _groundPattern.Texture;
            _ground.Transform.localScale = new Vector3(GroundSize, GroundSize, 1f);
            _ground.Transform.rotation = Quaternion.Euler(90f, 0f, 0f);
            _backdrop.Material.mainTexture = _backdropPattern.Texture;
        }

        public Color GroundTint { get; private set; }

        public Color BackdropTint { get; private set; }

        public void Paint(SceneRandom random)
        {
            GroundTint = random.Tint(0f, 0.6f, 0.2f, 0.9f);
            BackdropTint = random.Tint(0f, 0.6f, 0.2f, 0.95f);
            PaintOne(random, _groundPattern, GroundTint, 0.6f);
            PaintOne(random, _backdropPattern, BackdropTint, 0.7f);
            _ground.Material.mainTextureScale = Vector2.one * random.Between(10f, 30f);
            _backdrop.Material.mainTextureScale = Vector2.one * random.Between(0.7f, 3f);
        }

        /// <summary>Puts the wall behind everything that a camera sees.</summary>
        /// <param name="eye">The camera's position.</param>
        /// <param name="view">The camera's rotation.</param>
        /// <param name="distance">From the camera to the solid.</param>
        /// <param name="slope">Tangent of half the view's angle, across and up.</param>
        public void PlaceBehind(Vector3 eye, Quaternion view, float distance, Vector2 slope)
        {
            var far = distance + BackdropDistance;
            var size = slope * (2.1f * far);
            _backdrop.Transform.SetPositionAndRotation(eye + (view * Vector3.forward * far), view);
            _backdrop.Transform.localScale = new Vector3(size.x, size.y, 1f);
        }

        public void Destroy()
        {
            _ground.Destroy();
            _backdrop.Destroy();
            _groundPattern.Destroy();
            _backdropPattern.Destroy();
        }

        private static void PaintOne(SceneRandom random, Pattern pattern, Color tint, float strongest)
        {
            var other = random.Tint(0f, 0.6f, 0.1f, 1f);
            pattern.PaintAny(random, tint, Color.Lerp(tint, other, random.Between(0.1f, strongest)));
        }
    }
}
