using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Samples.Shapes.Scene
{
    /// <summary>Materials that the project's render pipeline understands.</summary>
    internal static class SceneMaterial
    {
        private static bool _hasWarned;

        /// <summary>Gives a primitive a lit material of its own.</summary>
        /// <param name="renderer">The primitive's renderer.</param>
        /// <returns>The material; whoever asked for it destroys it.</returns>
        public static Material Give(MeshRenderer renderer)
        {
            var pipeline = GraphicsSettings.currentRenderPipeline;
            if (pipeline == null)
            {
                return renderer.material;
            }

            // In the editor a pipeline has a default material, in a player only a default shader.
            var template = pipeline.defaultMaterial;
            var shader = pipeline.defaultShader;
            if (template == null && shader == null)
            {
                Warn(pipeline);
                return renderer.material;
            }

            var material = template != null ? new Material(template) : new Material(shader);
            renderer.sharedMaterial = material;
            return material;
        }

        private static void Warn(RenderPipelineAsset pipeline)
        {
            if (_hasWarned)
            {
                return;
            }

            _hasWarned = true;
            Debug.LogWarning(
                $"Shapes: the render pipeline {pipeline.name} has no lit shader in this build, so the shapes may be magenta. Add the "
                + "pipeline's Lit shader under Project Settings > Graphics > Always Included Shaders.");
        }
    }
}
