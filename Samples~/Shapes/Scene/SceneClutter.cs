using UnityEngine;

namespace Saccade.Samples.Shapes.Scene
{
    /// <summary>
    /// Small things behind the solid that are not what the picture is of. They are no scaled-down solids: blocks are never
    /// cubes, rods are thinner than any cylinder.
    /// </summary>
    internal sealed class SceneClutter
    {
        private static readonly PrimitiveType[] Kinds =
        {
            PrimitiveType.Cube, PrimitiveType.Sphere, PrimitiveType.Cylinder,
            PrimitiveType.Cube, PrimitiveType.Sphere, PrimitiveType.Cylinder,
        };

        private readonly Prop[] _props = new Prop[Kinds.Length];

        public SceneClutter()
        {
            for (var i = 0; i < _props.Length; i++)
            {
                _props[i] = new Prop("Clutter", Kinds[i]);
            }
        }

        public void Arrange(SceneRandom random)
        {
            var share = random.Between(0f, 0.8f);
            for (var i = 0; i < _props.Length; i++)
            {
                // Every number is drawn whether the piece is there or not, so that one piece more leaves the others where they are.
                var isThere = random.Chance(share);
                var size = SizeOf(Kinds[i], random.Between(0.12f, 0.28f), random.Between(0.35f, 0.6f), random.Between(1f, 2f));
                var position = new Vector3(random.Between(-2.4f, 2.4f), size.y * 0.5f, random.Between(1.2f, 3.5f));
                var rotation = Quaternion.Euler(random.Between(-25f, 25f), random.Between(0f, 360f), random.Between(-25f, 25f));

                _props[i].GameObject.SetActive(isThere);
                _props[i].Transform.localScale = size;
                _props[i].Transform.SetPositionAndRotation(position, rotation);
                _props[i].Material.color = random.Tint(0f, 0.8f, 0.2f, 1f);
            }
        }

        public void Destroy()
        {
            foreach (var prop in _props)
            {
                prop.Destroy();
            }
        }

        private static Vector3 SizeOf(PrimitiveType kind, float size, float flatness, float length) => kind switch
        {
            PrimitiveType.Sphere => Vector3.one * size,
            PrimitiveType.Cylinder => new Vector3(size * 0.3f, size * length, size * 0.3f),
            _ => new Vector3(size * length, size * flatness, size),
        };
    }
}
