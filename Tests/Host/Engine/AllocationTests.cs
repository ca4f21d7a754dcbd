using System;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>What the engine itself allocates a frame, so that what a script allocates can be told from it.</summary>
    public class AllocationTests : EngineFixture
    {
        [Test]
        public void Steps_OfASteadyScene_AllocateNothing()
        {
            Camera camera = AddCamera(new Vector3(0, 0, -6));
            camera.gameObject.AddComponent<Labeller>();
            using Holder<RenderTexture> texture = new(new RenderTexture(32, 32, 24));
            AddCamera(new Vector3(1, 0, -6)).targetTexture = texture.Value;
            new GameObject("Sun").AddComponent<Light>().type = LightType.Directional;
            using Holder<Material> lit = new(new Material(Shader.Find("Standard")) { mainTexture = texture.Value });
            for (int i = 0; i < 12; i++)
            {
                GameObject shape = AddShape((PrimitiveType)(i % 4), Color.green);
                shape.transform.position = new Vector3(i - 6, 0, i);
                if (i % 2 == 0)
                {
                    shape.GetComponent<Renderer>().sharedMaterial = lit.Value;
                }
            }

            for (int i = 0; i < 20; i++)
            {
                Engine.Step();
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 200; i++)
            {
                Engine.Step();
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        private sealed class Labeller : MonoBehaviour
        {
            private readonly GUIStyle _style = new GUIStyle { fontSize = 20, fontStyle = FontStyle.Bold };
            private readonly GUIContent _content = new GUIContent("<b>steady</b>");

            private int _updates;

            private void Update() => _updates++;

            private void OnPostRender() => Graphics.DrawTexture(new Rect(_updates % 9, 0, 5, 5), Texture2D.whiteTexture);

            private void OnGUI()
            {
                GUI.Label(new Rect(10, 10, 200, 30), _content, _style);
                GUI.Box(new Rect(10, 50, 60, 30), "box");
                GUI.DrawTexture(new Rect(_updates % 50, 80, 10, 10), Texture2D.whiteTexture);
            }
        }
    }
}
