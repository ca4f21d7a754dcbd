using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Host.Rendering;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host
{
    /// <summary>
    /// One reload of the scripts, as Unity's editor does it: everything is disabled, the scripts' world goes with its statics, threads and
    /// listeners, another one is loaded, and each script stands where the old one stood, with the fields that are serialised. The engine's
    /// own objects stay. Neither Awake nor Start comes again, and nothing that runs at the start of the game.
    /// </summary>
    internal sealed class ScriptReload
    {
        private readonly ReloadOptions _options;
        private readonly List<(MonoBehaviour Old, ScriptState State)> _kept = [];

        // By identity: what stood for an object then is destroyed, and so equal to null.
        private readonly Dictionary<Object, Object> _replaced = new Dictionary<Object, Object>(ReferenceEqualityComparer.Instance);

        private ScriptReload(ReloadOptions options)
        {
            _options = options;
        }

        /// <summary>Reloads the scripts.</summary>
        /// <returns>Tells whether those of before are gone.</returns>
        internal static WeakReference Run(GraphicsDevice device, ReloadOptions options)
        {
            var reload = new ScriptReload(options);
            var unloaded = reload.Unload(device);
            ScriptDomain.Load();
            reload.Restore();
            return unloaded;
        }

        private WeakReference Unload(GraphicsDevice device)
        {
            var domain = ScriptDomain.Current!;
            Guard.Run(_options.Before);
            foreach (var script in World.Scripts.Snapshot().ToArray())
            {
                script!.EndLive();
            }

            RefuseReadbacks(device, domain);
            foreach (var gameObject in World.GameObjects)
            {
                foreach (var script in gameObject.Components.OfType<MonoBehaviour>().Where(script => domain.Owns(script.GetType())))
                {
                    _kept.Add((script, ScriptState.Of(script, _options.KeepsPrivateFields)));
                }
            }

            device.ReleaseForgottenBuffers();
            TellForgottenArrays(domain);
            return domain.Unload();
        }

        private void Restore()
        {
            var domain = ScriptDomain.Current!;
            foreach (var (old, _) in _kept)
            {
                var script = (MonoBehaviour)NativeCall.Construct(domain.Find(old.GetType().FullName!));
                script.TakePlaceOf(old);
                World.Replace(old, script);
                _replaced.Add(old, script);
            }

            foreach (var (old, state) in _kept)
            {
                state.Restore(_replaced[old], Find);
            }

            if (_options.LoadsBeforeEnabling)
            {
                Guard.Run(_options.Loaded, domain);
            }

            foreach (var script in _kept.Select(kept => (MonoBehaviour)_replaced[kept.Old]).OrderBy(script => script.ExecutionOrder))
            {
                script.RefreshLive();
            }

            if (!_options.LoadsBeforeEnabling)
            {
                Guard.Run(_options.Loaded, domain);
            }

            Guard.Run(_options.After);
        }

        private static void TellForgottenArrays(ScriptDomain domain)
        {
            var count = NativeStorage.Allocated - domain.ArraysBefore;
            if (count > 0)
            {
                Debug.LogError(
                    $"Reload of scripts: {count} NativeArrays of these scripts were never given back. Dispose each in OnDisable.");
            }
        }

        private Object Find(Object old) => _replaced.GetValueOrDefault(old, old);

        // What becomes of them in Unity is written nowhere: memory is written to that was freed, or code called that is gone.
        private static void RefuseReadbacks(GraphicsDevice device, ScriptDomain domain)
        {
            var count = device.Readbacks.EndUnheard(domain);
            if (count > 0)
            {
                Debug.LogError(
                    $"Reload of scripts: {count} asynchronous GPU readbacks are under way that write into NativeArrays of these scripts or "
                    + "call them. Wait for them with AsyncGPUReadback.WaitAllRequests, in OnDisable or in beforeAssemblyReload.");
            }
        }
    }
}
