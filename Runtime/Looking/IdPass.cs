using System.Collections.Generic;
using Saccade.Capture;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Looking
{
    /// <summary>
    /// Draws the objects' numbers as a camera sees them, cut to what the model saw. All opaque renderers are drawn, so that what stands
    /// before a target hides it; one sees through transparent ones, unless they belong to a target themselves.
    /// </summary>
    /// <remarks>
    /// It needs no render pipeline: commands, matrices and a shader of its own. What a pipeline's shaders do to a surface isn't seen here,
    /// such as vertices that they move and holes that they cut out.
    /// </remarks>
    internal sealed class IdPass
    {
        private const string ShaderPath = "Saccade/ObjectId";
        private const int LastOpaqueQueue = 2500;

        private static readonly int ObjectIdId = Shader.PropertyToID("_ObjectId");
        private static readonly int CullId = Shader.PropertyToID("_Cull");

        private readonly List<Material> _materials = new List<Material>();
        private readonly Material _frontFaces;
        private readonly Material _allFaces;

        private IdPass(Shader shader)
        {
            _frontFaces = Create(shader, 2f);
            _allFaces = Create(shader, 0f);
        }

        /// <summary>Makes a pass, or none where the program lacks the shader.</summary>
        public static IdPass? TryCreate()
        {
            var shader = Resources.Load<Shader>(ShaderPath);
            return shader == null || !shader.isSupported ? null : new IdPass(shader);
        }

        /// <summary>Records the pass. The camera's matrices are set again at its end; the target isn't.</summary>
        /// <param name="commands">What it is recorded into; they run while the camera renders, or right after.</param>
        /// <param name="camera">The camera.</param>
        /// <param name="seen">What the model saw of the camera's picture, in fractions of it from its top left corner.</param>
        /// <param name="scene">What there is to draw.</param>
        /// <param name="picture">What to draw into.</param>
        public void Record(CommandBuffer commands, Camera camera, Region seen, SceneTargets scene, RenderTexture picture)
        {
            // In this order: whether a matrix is turned over depends on what is drawn into.
            commands.SetRenderTarget(picture);
            commands.ClearRenderTarget(true, true, default);
            commands.SetViewProjectionMatrices(camera.worldToCameraMatrix, CropTo(seen) * camera.projectionMatrix);
            var mask = camera.cullingMask;
            var set = -1;
            for (var i = 0; i < scene.Renderers.Count; i++)
            {
                var renderer = scene.Renderers[i];
                if (IsDrawn(renderer, mask))
                {
                    Draw(commands, renderer, scene.Ids[i], ref set);
                }
            }

            commands.SetViewProjectionMatrices(camera.worldToCameraMatrix, camera.projectionMatrix);
        }

        /// <summary>Gives the materials back.</summary>
        public void Release()
        {
            Object.Destroy(_frontFaces);
            Object.Destroy(_allFaces);
        }

        /// <summary>What makes of a camera's projection the one of a part of its picture.</summary>
        /// <param name="part">In fractions of the picture from its top left corner.</param>
        internal static Matrix4x4 CropTo(Region part)
        {
            var crop = Matrix4x4.identity;
            crop.m00 = 1f / part.width;
            crop.m03 = (1f - 2f * part.x - part.width) / part.width;
            crop.m11 = 1f / part.height;
            crop.m13 = (2f * part.y + part.height - 1f) / part.height;
            return crop;
        }

        private static Material Create(Shader shader, float cull)
        {
            var material = new Material(shader) { hideFlags = HideFlags.HideAndDontSave };
            material.SetFloat(CullId, cull);
            return material;
        }

        // The engine has culled for this frame: what is visible is enabled, in view of some camera, and of its group's level of detail.
        private static bool IsDrawn(Renderer renderer, int mask) =>
            renderer != null
            && renderer.isVisible
            && (mask & (1 << renderer.gameObject.layer)) != 0
            && renderer.shadowCastingMode != ShadowCastingMode.ShadowsOnly;

        private void Draw(CommandBuffer commands, Renderer renderer, int id, ref int set)
        {
            renderer.GetSharedMaterials(_materials);
            for (var submesh = 0; submesh < _materials.Count; submesh++)
            {
                var material = _materials[submesh];
                if (material == null || id == 0 && material.renderQueue > LastOpaqueQueue)
                {
                    continue;
                }

                if (set != id)
                {
                    set = id;
                    commands.SetGlobalVector(
                        ObjectIdId, new Vector4((id & 255) / 255f, (id >> 8 & 255) / 255f, (id >> 16 & 255) / 255f, 0f));
                }

                // URP's and many others' materials say with this property which faces they leave out.
                var isTwoSided = material.HasProperty(CullId) && material.GetFloat(CullId) == 0f;
                commands.DrawRenderer(renderer, isTwoSided ? _allFaces : _frontFaces, submesh, 0);
            }
        }
    }
}
