#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host;

namespace UnityEngine.SceneManagement
{
    public class SceneManager
    {
        public static int sceneCount => World.SceneCount;

        public static Scene GetSceneAt(int index) => (uint)index < (uint)World.SceneCount
            ? new Scene(index)
            : throw new ArgumentException($"GetSceneAt: index {index}, of {World.SceneCount} scenes.", nameof(index));

        internal static Scene CreateScene() => new Scene(World.SceneCount++);

        internal static void MoveGameObjectToScene(GameObject go, Scene scene) => go.MoveTo(scene);
    }
}
