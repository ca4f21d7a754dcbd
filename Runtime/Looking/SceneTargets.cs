using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.SceneManagement;

namespace Saccade.Looking
{
    /// <summary>
    /// The renderers of the open scenes and the targets that they belong to. Looking through the scenes again allocates nothing as long
    /// as the targets stay the same.
    /// </summary>
    internal sealed class SceneTargets
    {
        private readonly List<GameObject> _roots = new List<GameObject>();
        private readonly List<Renderer> _renderers = new List<Renderer>();
        private readonly List<int> _ids = new List<int>();
        private readonly Dictionary<Renderer, int> _places = new Dictionary<Renderer, int>();
        private readonly List<Renderer> _foundRenderers = new List<Renderer>();
        private readonly List<ILookedAt> _foundTargets = new List<ILookedAt>();
        private readonly List<(GameObject Target, int Depth)> _marked = new List<(GameObject Target, int Depth)>();
        private readonly List<GameObject> _ordered = new List<GameObject>();
        private int _deepest;

        /// <summary>All renderers on active objects, perhaps destroyed since.</summary>
        public IReadOnlyList<Renderer> Renderers => _renderers;

        /// <summary>Of each renderer the number of its target, or 0.</summary>
        public IReadOnlyList<int> Ids => _ids;

        /// <summary>What the numbers stand for: number n is place n-1. Another array when the targets have changed.</summary>
        public GameObject[] Targets { get; private set; } = Array.Empty<GameObject>();

        /// <summary>Looks through the scenes.</summary>
        /// <param name="camera">The camera, whose scene counts though it isn't listed, as that of what outlives its scene.</param>
        public void Refresh(Component camera)
        {
            _renderers.Clear();
            _ids.Clear();
            _places.Clear();
            _marked.Clear();
            _ordered.Clear();
            _deepest = 0;
            for (var i = 0; i < SceneManager.sceneCount; i++)
            {
                var scene = SceneManager.GetSceneAt(i);
                if (scene.isLoaded)
                {
                    Collect(scene);
                }
            }

            CollectUnlisted(camera);
            Number();
        }

        // All that outlives its scene lies in one other, which only its objects know.
        private void CollectUnlisted(Component camera)
        {
            if (TryCollectUnlisted(camera.gameObject.scene))
            {
                return;
            }

            for (var i = 0; i < KnownTargets.All.Count; i++)
            {
                if (TryCollectUnlisted(KnownTargets.All[i].gameObject.scene))
                {
                    return;
                }
            }
        }

        private bool TryCollectUnlisted(Scene scene)
        {
            for (var i = 0; i < SceneManager.sceneCount; i++)
            {
                if (SceneManager.GetSceneAt(i) == scene)
                {
                    return false;
                }
            }

            if (!scene.isLoaded)
            {
                return false;
            }

            Collect(scene);
            return true;
        }

        private void Collect(Scene scene)
        {
            scene.GetRootGameObjects(_roots);
            foreach (var root in _roots)
            {
                root.GetComponentsInChildren(false, _foundRenderers);
                foreach (var renderer in _foundRenderers)
                {
                    _places[renderer] = _renderers.Count;
                    _renderers.Add(renderer);
                    _ids.Add(0);
                }

                root.GetComponentsInChildren(false, _foundTargets);
                foreach (var target in _foundTargets)
                {
                    Mark((MonoBehaviour)target);
                }
            }
        }

        private void Mark(MonoBehaviour marker)
        {
            // The components of one object come one after the other.
            var target = marker.gameObject;
            if (!marker.enabled || _marked.Count > 0 && ReferenceEquals(_marked[_marked.Count - 1].Target, target))
            {
                return;
            }

            var depth = 0;
            for (var level = target.transform.parent; level != null; level = level.parent)
            {
                depth++;
            }

            _deepest = Math.Max(_deepest, depth);
            _marked.Add((target, depth));
        }

        // From the roots down, so that of nested targets the nearest has the renderer.
        private void Number()
        {
            for (var depth = 0; depth <= _deepest; depth++)
            {
                foreach (var (target, level) in _marked)
                {
                    if (level == depth && _ordered.Count < ShareSum.LargestId)
                    {
                        _ordered.Add(target);
                        Number(target, _ordered.Count);
                    }
                }
            }

            if (!IsAsBefore())
            {
                Targets = _ordered.ToArray();
            }
        }

        private void Number(GameObject target, int id)
        {
            target.GetComponentsInChildren(false, _foundRenderers);
            foreach (var renderer in _foundRenderers)
            {
                if (_places.TryGetValue(renderer, out var place))
                {
                    _ids[place] = id;
                }
            }
        }

        private bool IsAsBefore()
        {
            if (Targets.Length != _ordered.Count)
            {
                return false;
            }

            for (var i = 0; i < Targets.Length; i++)
            {
                if (!ReferenceEquals(Targets[i], _ordered[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
