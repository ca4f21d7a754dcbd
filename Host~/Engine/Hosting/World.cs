using System.Collections.Generic;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host
{
    /// <summary>The one scene: every game object, and the live components that a frame walks, each in the order it came alive.</summary>
    internal static class World
    {
        private static readonly List<(Object Target, double Due)> Doomed = new List<(Object Target, double Due)>();

        internal static List<GameObject> GameObjects { get; } = new List<GameObject>();

        /// <summary>How many scenes are open; the first is there always.</summary>
        internal static int SceneCount { get; set; } = 1;

        /// <summary>What has no parent, in the order of the hierarchy.</summary>
        internal static List<Transform> Roots { get; } = new List<Transform>();

        internal static List<Camera> Cameras { get; } = new List<Camera>();

        internal static List<Light> Lights { get; } = new List<Light>();

        internal static List<Renderer> Renderers { get; } = new List<Renderer>();

        internal static ScriptList Scripts { get; } = new ScriptList();

        internal static void Collect<T>(List<T> found, bool includeInactive)
            where T : Object
        {
            foreach (var gameObject in GameObjects)
            {
                if (!includeInactive && !gameObject.activeInHierarchy)
                {
                    continue;
                }

                if (gameObject is T match)
                {
                    found.Add(match);
                }

                foreach (var component in gameObject.Components)
                {
                    if (component is T matching)
                    {
                        found.Add(matching);
                    }
                }
            }
        }

        internal static void DestroyLater(Object target, float seconds) => Doomed.Add((target, Time.timeAsDouble + seconds));

        /// <summary>Lets what was to be destroyed be destroyed though another object stands for it now.</summary>
        internal static void Replace(Object old, Object present)
        {
            for (var i = 0; i < Doomed.Count; i++)
            {
                if (ReferenceEquals(Doomed[i].Target, old))
                {
                    Doomed[i] = (present, Doomed[i].Due);
                }
            }
        }

        internal static void DestroyDoomed()
        {
            // What is destroyed may doom more, which is then appended and met by this same walk.
            for (var i = 0; i < Doomed.Count; i++)
            {
                if (Doomed[i].Due <= Time.timeAsDouble)
                {
                    var target = Doomed[i].Target;
                    Doomed.RemoveAt(i--);
                    target.DestroyNow();
                }
            }
        }

        internal static void AwakenAll()
        {
            foreach (var gameObject in GameObjects.ToArray())
            {
                if (gameObject != null)
                {
                    gameObject.AwakenAll();
                }
            }
        }

        internal static void DestroyAll()
        {
            foreach (var gameObject in GameObjects.ToArray())
            {
                if (gameObject != null)
                {
                    gameObject.transform.root.gameObject.DestroyNow();
                }
            }

            if (GameObjects.Count > 0)
            {
                Debug.LogError(
                    $"Some objects were not cleaned up when the game ended, '{GameObjects[0].name}' first. (Did you spawn new GameObjects "
                    + "from OnDestroy?)");
                GameObjects.Clear();
                Roots.Clear();
                Cameras.Clear();
                Lights.Clear();
                Renderers.Clear();
                Scripts.Clear();
                Canvas.Forget();
            }

            SceneCount = 1;
            foreach (var (target, _) in Doomed.ToArray())
            {
                target.DestroyNow();
            }

            Doomed.Clear();
        }
    }
}
