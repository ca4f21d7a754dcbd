using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>A script that notes every message it gets.</summary>
    internal class Recorder : MonoBehaviour
    {
        internal static List<string> Notes { get; } = [];

        /// <summary>What a script does on top of noting, by message.</summary>
        internal static Action<Recorder, string>? Also { get; set; }

        internal static void Forget()
        {
            Notes.Clear();
            Also = null;
        }

        protected void Note(string message)
        {
            Notes.Add($"{name}.{message}");
            Also?.Invoke(this, message);
        }

        private void Awake() => Note(nameof(Awake));

        private void OnEnable() => Note(nameof(OnEnable));

        private void Start() => Note(nameof(Start));

        private void Update() => Note(nameof(Update));

        private void LateUpdate() => Note(nameof(LateUpdate));

        private void OnPreRender() => Note(nameof(OnPreRender));

        private void OnPostRender() => Note(nameof(OnPostRender));

        private void OnGUI() => Note($"{nameof(OnGUI)} {Event.current.type}");

        private void OnDisable() => Note(nameof(OnDisable));

        private void OnDestroy() => Note(nameof(OnDestroy));

        private void OnApplicationQuit() => Note(nameof(OnApplicationQuit));
    }
}
