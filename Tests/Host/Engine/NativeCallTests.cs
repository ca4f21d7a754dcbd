using System;
using System.Threading.Tasks;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>What Unity refuses while it constructs a script, and on other threads than the main one.</summary>
    [NonParallelizable]
    public sealed class NativeCallTests : EngineFixture
    {
        [Test]
        public void FieldInitialiserOfAScript_MayCallNothingNative()
        {
            var owner = new GameObject("owner");

            Assert.That(
                () => owner.AddComponent<HastyScript>(),
                Throws.TypeOf<UnityException>().With.Message.Contains("Application.get_isPlaying").And.Message.Contains(
                    "MonoBehaviour 'HastyScript'").And.Message.Contains("Awake"));
            Assert.That(owner.GetComponents<Component>(), Has.Length.EqualTo(1));
            Assert.That(Application.isPlaying, "the constructor is over");
        }

        [Test]
        public void ConstructorOfAScriptableObject_MayCallNothingNative() =>
            Assert.That(
                ScriptableObject.CreateInstance<HastyAsset>,
                Throws.TypeOf<UnityException>().With.Message.Contains("Texture2D").And.Message.Contains("ScriptableObject 'HastyAsset'")
                    .And.Message.Contains("OnEnable"));

        [Test]
        public void WhatIsThreadSafe_MayBeCalledByAConstructor() =>
            Assert.That(new GameObject("owner").AddComponent<PatientScript>().Width, Is.EqualTo(ScreenWidth));

        [Test]
        public void OtherThread_MayCallNothingThatIsNotThreadSafe()
        {
            var camera = AddCamera(default);
            var item = camera.gameObject;
            Action[] calls =
            [
                () => new CommandBuffer().Dispose(),
                () => _ = new Material(Shader.Find("Unlit/Color")),
                () => _ = Time.time,
                () => _ = Application.isPlaying,
                () => _ = camera.fieldOfView,
                () => camera.fieldOfView = 3,
                () => _ = camera.name,
                () => _ = item.transform,
                () => _ = item.GetComponent<Camera>(),
                () => _ = SystemInfo.graphicsDeviceType,
                () => GameObject.CreatePrimitive(PrimitiveType.Cube),
                () => AsyncGPUReadback.WaitAllRequests(),
                () => _ = item.GetInstanceID(),
            ];
            foreach (var call in calls)
            {
                var thrown = Task.Run(() => Assert.Catch(call.Invoke)).GetAwaiter().GetResult();
                Assert.That(thrown, Is.TypeOf<UnityException>().With.Message.Contains("main thread"));
            }
        }

        [Test]
        public void OtherThread_MayCallWhatIsThreadSafe()
        {
            var camera = AddCamera(default);

            Assert.That(
                Task.Run(() =>
                {
                    Debug.Log("from elsewhere");
                    return camera != null && Screen.width == ScreenWidth && Shader.PropertyToID("_Color") >= 0;
                }).GetAwaiter().GetResult(),
                Is.True);
        }

        private sealed class HastyScript : MonoBehaviour
        {
            private readonly bool _isPlaying = Application.isPlaying;

            public bool IsPlaying => _isPlaying;
        }

        private sealed class HastyAsset : ScriptableObject
        {
            public HastyAsset()
            {
                Texture = new Texture2D(1, 1);
            }

            public Texture2D Texture { get; }
        }

        private sealed class PatientScript : MonoBehaviour
        {
            private readonly int _id = Shader.PropertyToID("_Color");
            private readonly GUIContent _content = new GUIContent("text");

            public PatientScript()
            {
                Debug.Log($"constructed {_id} {_content.text}");
            }

            public int Width { get; } = Screen.width;
        }
    }
}
