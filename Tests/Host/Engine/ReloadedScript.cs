using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Unity.Collections;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>
    /// A script with one field of every kind, that writes its messages to the log: what is outside of its world can't know its type.
    /// </summary>
    internal sealed class ReloadedScript : MonoBehaviour
    {
        public int Public = 1;
        public string? Text = "text";
        public Kind Kind;
        public List<int> List = [];
        public Nested?[] Array = [];
        public ReloadedScript? Other;
        public Camera? Camera;

        [NonSerialized]
        public int NotSerialised = 1;

        public readonly int ReadOnly = 1;
        public Dictionary<string, int>? Dictionary;
        public Unmarked Struct;
        public (int One, int Two) Tuple;

        [SerializeField]
        private int _marked = 1;

        private int _private = 1;
        private string? _privateText;

        private static readonly object Fresh = new();

        private static int _static = 1;

        private static NativeArray<byte> _pixels;

        public static void Build(string name)
        {
            var script = new GameObject(name, typeof(Camera)).AddComponent<ReloadedScript>();
            script.Other = new GameObject("Other").AddComponent<ReloadedScript>();
            script.Other.enabled = false;
        }

        /// <summary>Gives every field another value than it has from the beginning.</summary>
        public static void Change(string name)
        {
            var script = Find(name);
            (script.Public, script.Text, script.Kind, script.NotSerialised) = (2, null, Kind.Second, 2);
            (script.List, script.Array, script.Dictionary) = ([2, 3], [new Nested { Value = 2 }, null], new() { ["two"] = 2 });
            (script.Camera, script.Struct, script.Tuple) = (script.GetComponent<Camera>(), new Unmarked { Value = 2 }, (2, 2));
            (script._marked, script._private, script._privateText, _static) = (2, 2, null, 2);
            Camera.onPreRender += script.Hear;
            AppDomain.CurrentDomain.DomainUnload += (_, _) => Debug.Log("unloaded");
        }

        public static string Read(string name)
        {
            var script = Find(name);
            return $"{script.Public} '{script.Text}' {script.Kind} [{string.Join(',', script.List)}] "
                + $"[{string.Join(',', script.Array.Select(nested => nested == null ? "null" : nested.Value.ToString()))}] "
                + $"{(script.Other == null ? "null" : script.Other.name)} {(script.Camera == null ? "null" : script.Camera.name)} "
                + $"marked {script._marked} private {script._private} '{script._privateText ?? "null"}' | "
                + $"{script.NotSerialised} {script.ReadOnly} {script.Dictionary?.Count ?? 0} {script.Struct.Value} {script.Tuple.One} "
                + $"static {_static}";
        }

        public static void DestroyLater(string name) => Destroy(Find(name));

        public static object Identity() => Fresh;

        public static void Wait(WaitHandle end) => new Thread(() => end.WaitOne()) { IsBackground = true }.Start();

        public static void BeginReadback()
        {
            var buffer = new ComputeBuffer(4, 4);
            _pixels = new NativeArray<byte>(16, Allocator.Persistent);
            AsyncGPUReadback.RequestIntoNativeArray(ref _pixels, buffer);
            AsyncGPUReadback.Request(buffer, _ => Debug.LogError("Answered into scripts that are gone."));
        }

        private static ReloadedScript Find(string name) => GameObject.Find(name).GetComponent<ReloadedScript>();

        [RuntimeInitializeOnLoadMethod]
        private static void Initialize() => Debug.Log("initialised");

        private void Hear(Camera camera) => Debug.Log($"{name} heard {camera.name}");

        private void Awake() => Debug.Log($"{name}.Awake");

        private void OnEnable() => Debug.Log($"{name}.OnEnable");

        private void Start() => Debug.Log($"{name}.Start");

        private void OnDisable() => Debug.Log($"{name}.OnDisable");

        private void OnDestroy() => Debug.Log($"{name}.OnDestroy");

        public struct Unmarked
        {
            public int Value;
        }

        [Serializable]
        public sealed class Nested
        {
            public int Value = 1;
        }
    }

    internal enum Kind
    {
        First,
        Second,
    }
}
