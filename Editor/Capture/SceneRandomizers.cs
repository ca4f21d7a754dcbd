using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Capture;
using Saccade.Hierarchy;
using UnityEngine;

namespace Saccade.Editor.Capture
{
    /// <summary>The scene's <see cref="ICaptureRandomizer"/>s, in the order of the hierarchy.</summary>
    internal sealed class SceneRandomizers
    {
        private readonly List<MonoBehaviour> _components;

        private SceneRandomizers(List<MonoBehaviour> components)
        {
            _components = components;
        }

        public int Count => _components.Count;

        /// <summary>The classes that they can show, without doubles, in their order.</summary>
        public IReadOnlyList<string> Classes =>
            Alive().SelectMany(entry => entry.Randomizer.Classes).Distinct(StringComparer.Ordinal).ToList();

        public static SceneRandomizers Find() =>
            new SceneRandomizers(
                SceneObjects.FindAll<MonoBehaviour>().Where(script => script is ICaptureRandomizer && script.enabled).ToList());

        /// <summary>Calls all that show the class, or only vary what others show.</summary>
        /// <exception cref="CaptureException">One of them failed.</exception>
        public void Randomize(CaptureSettings settings, PlannedPicture picture, Camera camera)
        {
            var order = 0;
            foreach (var (component, randomizer) in Alive())
            {
                var own = order++;
                try
                {
                    if (randomizer.Classes.Count > 0 && !randomizer.Classes.Contains(picture.ClassName))
                    {
                        continue;
                    }

                    randomizer.Randomize(
                        new CaptureScene(settings.Seed, picture.Scene, picture.Frame, picture.ClassName, camera, own));
                }
#pragma warning disable CA1031 // It is the game's code: whatever it throws is told beside its name.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    throw new CaptureException(
                        $"{component.GetType().Name} on '{component.name}' failed at scene {picture.Scene}, frame {picture.Frame}, class "
                        + $"'{picture.ClassName}': {e.Message} Mend it or switch it off, then go on.",
                        e);
                }
            }
        }

        /// <summary>Gives the scene back; a randomizer that fails is logged, and the others have their turn.</summary>
        public void Restore()
        {
            foreach (var (component, randomizer) in Enumerable.Reverse(Alive()))
            {
                try
                {
                    randomizer.Restore();
                }
#pragma warning disable CA1031 // See above.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Debug.LogException(e, component);
                }
            }
        }

        private List<(MonoBehaviour Component, ICaptureRandomizer Randomizer)> Alive() =>
            _components.Where(component => component != null).Select(component => (component, (ICaptureRandomizer)component)).ToList();
    }
}
