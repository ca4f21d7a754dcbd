using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Samples.Shapes;
using UnityEngine;

namespace Saccade.Host.Editor.Session
{
    /// <summary>The scenes that the editor can open.</summary>
    public static class SceneCatalogue
    {
        /// <summary>All scenes; the first is the one that opens unless another is asked for.</summary>
        public static IReadOnlyList<SceneEntry> All { get; } =
        [
            new(
                "Shapes",
                "One solid that moves before the camera, of forms that a model knows and of ones that are new to it.",
                FillShapes),
        ];

        /// <summary>What <c>--scene</c> chooses from, for the command line's help.</summary>
        public static string Help => "The scene to open. " + string.Join(" ", All.Select(scene => $"{scene.Name}: {scene.Description}"));

        /// <summary>Finds a scene by its name.</summary>
        /// <param name="name">The name, in upper or lower case.</param>
        /// <exception cref="HostException">There is no such scene; the message lists those that there are.</exception>
        public static SceneEntry Find(string name) =>
            All.FirstOrDefault(scene => scene.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new HostException(
                $"--scene: there is no scene '{name}'. The scenes are {string.Join(", ", All.Select(scene => scene.Name))}.");

        private static void FillShapes()
        {
            // The classifier is for the user to add.
            new GameObject("Main Camera", typeof(Camera)) { tag = "MainCamera" }.AddComponent<ShapesQuickstart>().Classifies = false;
            new GameObject("Shapes Randomizer").AddComponent<ShapesRandomizer>();
        }
    }
}
