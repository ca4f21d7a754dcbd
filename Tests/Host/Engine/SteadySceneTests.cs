using System;
using System.Linq;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    public sealed class SteadySceneTests : EngineFixture
    {
        private const int Objects = 20;
        private const int WarmUp = 100;
        private const int Steps = 100;

        protected override int AntiAliasing => 4;

        [Test]
        public void TwentyObjectsAndTwoCameras_AllocateNothing()
        {
            using Holder<RenderTexture> target = new(new RenderTexture(64, 48, 24) { antiAliasing = 4 });
            var screen = AddCamera(new Vector3(0, 1, -12));
            screen.rect = new Rect(0, 0, 0.5f, 1);
            var offScreen = AddCamera(new Vector3(0, 1, -12));
            offScreen.targetTexture = target.Value;
            Spectator[] spectators = [screen.gameObject.AddComponent<Spectator>(), offScreen.gameObject.AddComponent<Spectator>()];
            var turners = new Turner[Objects];
            new GameObject("light").AddComponent<Light>().type = LightType.Directional;
            for (var i = 0; i < Objects; i++)
            {
                var shape = GameObject.CreatePrimitive((PrimitiveType)(i % 6));
                shape.transform.position = new Vector3(i % 5 - 2, i / 5 - 2, 0);
                turners[i] = shape.AddComponent<Turner>();
            }

            var pixel = new byte[3];

            // Long enough for the runtime to have compiled every method for good.
            Run(WarmUp, pixel);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            Run(Steps, pixel);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

            Assert.That(allocated, Is.Zero);
            Assert.That(turners.Select(turner => turner.Turns), Is.All.EqualTo(2 * (WarmUp + Steps)));
            Assert.That(spectators.Select(spectator => spectator.Passes), Is.All.EqualTo(2 * (WarmUp + Steps)));
        }

        private void Run(int steps, byte[] pixel)
        {
            for (var i = 0; i < steps; i++)
            {
                Engine.Step();
                HostScreen.Read(new RectInt(0, 0, 1, 1), pixel);
            }
        }

        private sealed class Turner : MonoBehaviour
        {
            internal int Turns { get; private set; }

            private void Update()
            {
                transform.Rotate(0, 90 * Time.deltaTime, 0);
                Turns++;
            }

            private void LateUpdate() => Turns++;
        }

        private sealed class Spectator : MonoBehaviour
        {
            internal int Passes { get; private set; }

            private void OnPreRender() => Passes++;

            private void OnPostRender() => Passes++;
        }
    }
}
