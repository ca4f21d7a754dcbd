using System;
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;

namespace Saccade.Host.Editor.Session
{
    /// <summary>
    /// Plays, pauses and stops the scene as Unity's three buttons do. What is asked for happens between two frames. Engine thread only.
    /// </summary>
    internal sealed class PlayMode : IPlayMode
    {
        private readonly HostEngine _engine;
        private SceneSnapshot? _editScene;
        private bool _wanted;
        private bool _isPaused;
        private bool _stepsOnce;

        internal PlayMode(HostEngine engine)
        {
            _engine = engine;
        }

        /// <inheritdoc/>
        public bool IsPlaying
        {
            get => _wanted;
            set => _wanted = value;
        }

        /// <inheritdoc/>
        public bool IsPaused
        {
            get => _isPaused;
            set => _isPaused = value;
        }

        /// <inheritdoc/>
        public void Step()
        {
            if (_wanted)
            {
                IsPaused = true;
                _stepsOnce = true;
            }
        }

        /// <summary>Enters or leaves play mode if that was asked for.</summary>
        internal void Update()
        {
            if (_wanted == Application.isPlaying)
            {
                return;
            }

            try
            {
                if (_wanted)
                {
                    Enter();
                }
                else
                {
                    Leave();
                }
            }
            finally
            {
                // What failed is not tried again with every frame.
                _wanted = Application.isPlaying;
            }
        }

        /// <summary>Whether the next frame is one of the game's; a single step is used up by asking.</summary>
        internal bool TakeFrame()
        {
            var takes = Application.isPlaying && (!_isPaused || _stepsOnce);
            _stepsOnce = false;
            return takes;
        }

        private static void Raise(Action raise)
        {
            try
            {
                raise();
            }
#pragma warning disable CA1031 // The listener's failure is not the editor's.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e);
            }
        }

        private static void Raise(PlayModeStateChange change) => Raise(() => EditorApplication.RaisePlayModeStateChanged(change));

        private void Enter()
        {
            Raise(PlayModeStateChange.ExitingEditMode);
            if (!_wanted)
            {
                return;
            }

            _editScene = SceneSnapshot.Take();
            _engine.EnterPlayMode();
            Raise(PlayModeStateChange.EnteredPlayMode);
        }

        private void Leave()
        {
            Raise(PlayModeStateChange.ExitingPlayMode);
            if (_wanted)
            {
                return;
            }

            var selected = Selection.Remembered.OfType<GameObject>();
            _engine.LeavePlayMode();
            var restored = _editScene?.Restore();
            _editScene = null;
            // What was selected stays so if it is there in edit mode too.
            Selection.objects = [.. selected.Select(one => restored?.GetValueOrDefault(one)).OfType<GameObject>()];
            _stepsOnce = false;
            IsPaused = false;
            Raise(PlayModeStateChange.EnteredEditMode);
        }
    }
}
