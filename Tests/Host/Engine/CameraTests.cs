using System.Collections.Generic;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    [TestFixture(1)]
    [TestFixture(4)]
    public class CameraTests(int samples) : EngineFixture
    {
        protected override int AntiAliasing => samples;

        [Test]
        public void WorldToScreenPoint_CountsPixelsFromTheBottomLeft()
        {
            var camera = AddCamera(new Vector3(0, 0, -10));
            camera.fieldOfView = 90;

            var center = camera.WorldToScreenPoint(Vector3.zero);
            var corner = camera.WorldToScreenPoint(new Vector3(10 * camera.aspect, 10, 0));

            Assert.That((center - new Vector3(80, 60, 10)).magnitude, Is.LessThan(1e-2f));
            Assert.That((corner - new Vector3(160, 120, 10)).magnitude, Is.LessThan(1e-2f));
        }

        [TestCase(true)]
        [TestCase(false)]
        public void ViewportToWorldPoint_UndoesWorldToViewportPoint(bool orthographic)
        {
            var camera = AddCamera(new Vector3(1, 2, -10));
            camera.transform.LookAt(Vector3.zero);
            camera.orthographic = orthographic;
            var point = new Vector3(0.4f, -1.2f, 2.5f);

            var again = camera.ViewportToWorldPoint(camera.WorldToViewportPoint(point));

            Assert.That((again - point).magnitude, Is.LessThan(1e-2f), $"{again}");
        }

        [Test]
        public void Cube_CoversThePixels_ThatItsCornersProjectTo()
        {
            var camera = AddCamera(new Vector3(0, 0, -4));
            var cube = AddShape(PrimitiveType.Cube, Color.white);
            cube.transform.position = new Vector3(0.8f, 0.5f, 0);

            Engine.Step();
            var picture = HostScreen.Capture();

            var low = camera.WorldToScreenPoint(cube.transform.TransformPoint(new Vector3(-0.5f, -0.5f, -0.5f)));
            var high = camera.WorldToScreenPoint(cube.transform.TransformPoint(new Vector3(0.5f, 0.5f, -0.5f)));
            var lit = LitArea(picture);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(lit.xMax, Is.EqualTo(high.x).Within(1));
                Assert.That(lit.yMax, Is.EqualTo(high.y).Within(1));
                // Its left and lower sides are seen too, a little beyond the front.
                Assert.That(lit.xMin, Is.InRange(low.x - 12, low.x + 1));
                Assert.That(lit.yMin, Is.InRange(low.y - 12, low.y + 1));
            }
        }

        [Test]
        public void TexturedQuad_StandsUpright_OnScreenAndInARenderTexture()
        {
            var camera = AddCamera(new Vector3(0, 0, -1));
            var quad = GameObject.CreatePrimitive(PrimitiveType.Quad);
            quad.GetComponent<Renderer>().material = new Material(Shader.Find("Unlit/Texture")) { mainTexture = FourCorners() };

            Engine.Step();
            AssertUpright(HostScreen.Capture());

            using Holder<RenderTexture> target = new(new RenderTexture(64, 48, 24) { antiAliasing = samples });
            camera.targetTexture = target.Value;
            Engine.Step();
            AssertUpright(Picture.Read(target.Value));
        }

        [Test]
        public void EveryPrimitive_ShowsItsTextureUpright_FromTheFront()
        {
            AddCamera(new Vector3(0, 0, -2));
            foreach (var type in (PrimitiveType[])[
                PrimitiveType.Sphere, PrimitiveType.Capsule, PrimitiveType.Cylinder, PrimitiveType.Cube, PrimitiveType.Quad])
            {
                var shape = GameObject.CreatePrimitive(type);
                shape.GetComponent<Renderer>().material = new Material(Shader.Find("Unlit/Texture")) { mainTexture = FourCorners() };
                Engine.Step();

                // Around the centre of the front, where the texture's four quarters meet.
                AssertUpright(HostScreen.Capture(), 4, 4);
                Object.DestroyImmediate(shape);
            }
        }

        [Test]
        public void BackFaces_AreNotDrawn_AlsoWhenAScaleMirrors()
        {
            AddCamera(new Vector3(0, 0, -1));
            var quad = AddShape(PrimitiveType.Quad, Color.white);
            Assert.That(CenterAfterStep(), Is.EqualTo(255));

            quad.transform.rotation = Quaternion.Euler(0, 180, 0);
            Assert.That(CenterAfterStep(), Is.Zero);

            quad.transform.rotation = Quaternion.identity;
            quad.transform.localScale = new Vector3(-1, 1, 1);
            Assert.That(CenterAfterStep(), Is.EqualTo(255));
        }

        [Test]
        public void NearerObjects_HideFartherOnes_WhateverTheirOrder()
        {
            AddCamera(new Vector3(0, 0, -2));
            AddShape(PrimitiveType.Quad, Color.red);
            AddShape(PrimitiveType.Quad, Color.green).transform.position = new Vector3(0, 0, -0.5f);
            AddShape(PrimitiveType.Quad, Color.blue).transform.position = new Vector3(0, 0, 0.5f);

            Engine.Step();

            Assert.That((Color)HostScreen.Capture()[80, 60], Is.EqualTo(Color.green));
        }

        [Test]
        public void CullingMask_LeavesOutOtherLayers()
        {
            var camera = AddCamera(new Vector3(0, 0, -1));
            AddShape(PrimitiveType.Quad, Color.white).layer = 5;

            camera.cullingMask = 1 << 5;
            Assert.That(CenterAfterStep(), Is.EqualTo(255));

            camera.cullingMask = ~(1 << 5);
            Assert.That(CenterAfterStep(), Is.Zero);
        }

        [Test]
        public void CameraOfHigherDepth_DrawsOverTheFirst_KeepingWhatItDoesNotCover()
        {
            var overlay = AddCamera(new Vector3(0, 0, -2));
            overlay.depth = 1;
            overlay.clearFlags = CameraClearFlags.Depth;
            overlay.cullingMask = 2;
            AddShape(PrimitiveType.Quad, Color.green).layer = 1;
            var camera = AddCamera(new Vector3(0, 0, -2));
            camera.cullingMask = 1;
            camera.backgroundColor = Color.red;

            Engine.Step();
            var picture = HostScreen.Capture();

            Assert.That((Color)picture[80, 60], Is.EqualTo(Color.green));
            Assert.That((Color)picture[2, 2], Is.EqualTo(Color.red));
        }

        [Test]
        public void Rect_RestrictsTheCameraToAPartOfTheScreen()
        {
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.red;
            camera.rect = new Rect(0.5f, 0.5f, 0.5f, 0.5f);

            Engine.Step();
            var picture = HostScreen.Capture();

            Assert.That(camera.pixelRect, Is.EqualTo(new Rect(80, 60, 80, 60)));
            Assert.That((Color)picture[120, 30], Is.EqualTo(Color.red));
            Assert.That((Color)picture[120, 90], Is.EqualTo(Color.black));
            Assert.That((Color)picture[40, 30], Is.EqualTo(Color.black));
        }

        [Test]
        public void RenderTextures_AreDrawnFirst_SoThatTheScreenShowsThisFrame()
        {
            using Holder<RenderTexture> target = new(new RenderTexture(16, 16, 16));
            var screen = AddCamera(new Vector3(0, 0, -0.5f));
            var source = AddCamera(new Vector3(0, 100, 0));
            source.depth = 5;
            source.targetTexture = target.Value;
            var quad = GameObject.CreatePrimitive(PrimitiveType.Quad);
            quad.GetComponent<Renderer>().material = new Material(Shader.Find("Unlit/Texture")) { mainTexture = target.Value };

            source.backgroundColor = Color.cyan;
            Engine.Step();

            Assert.That(screen.depth, Is.LessThan(source.depth));
            Assert.That((Color)HostScreen.Capture()[80, 60], Is.EqualTo(Color.cyan));
        }

        [Test]
        public void Callbacks_ComeInOrder_WithTheCamerasTargetActive()
        {
            using Holder<RenderTexture> target = new(new RenderTexture(16, 16, 16));
            List<string> notes = [];
            var camera = AddCamera(Vector3.zero);
            camera.targetTexture = target.Value;
            Application.onBeforeRender += () => notes.Add("before");
            Camera.onPreRender += sender => notes.Add(Describe("pre", sender));
            Camera.onPostRender += sender => notes.Add(Describe("post", sender));

            Engine.Step();

            Assert.That(notes, Is.EqualTo((string[])["before", "pre, active True", "post, active True"]));
            Assert.That(RenderTexture.active == null);

            string Describe(string callback, Camera sender) =>
                $"{callback}, active {sender == camera && RenderTexture.active == target.Value && Camera.current == camera}";
        }

        [Test]
        public void Render_DrawsADisabledCameraAtOnce()
        {
            using Holder<RenderTexture> target = new(new RenderTexture(16, 16, 16));
            var camera = AddCamera(Vector3.zero);
            camera.enabled = false;
            camera.backgroundColor = Color.magenta;
            camera.targetTexture = target.Value;

            camera.Render();

            Assert.That((Color)Picture.Read(target.Value)[8, 8], Is.EqualTo(Color.magenta));
        }

        [Test]
        public void CameraMain_IsTheEnabledOneWithTheTag()
        {
            var camera = AddCamera(Vector3.zero);
            Assert.That(Camera.main, Is.SameAs(camera));

            camera.enabled = false;
            Assert.That(Camera.main == null);
            Assert.That(Camera.allCameras, Is.Empty);
        }

        private static void AssertUpright(Picture picture, int offsetX = 0, int offsetY = 0)
        {
            offsetX = offsetX == 0 ? picture.Height / 4 : offsetX;
            offsetY = offsetY == 0 ? picture.Height / 4 : offsetY;
            var (x, y) = (picture.Width / 2, picture.Height / 2);
            using (Assert.EnterMultipleScope())
            {
                Assert.That((Color)picture[x - offsetX, y - offsetY], Is.EqualTo(Color.blue), "top left");
                Assert.That((Color)picture[x + offsetX, y - offsetY], Is.EqualTo(Color.white), "top right");
                Assert.That((Color)picture[x - offsetX, y + offsetY], Is.EqualTo(Color.red), "bottom left");
                Assert.That((Color)picture[x + offsetX, y + offsetY], Is.EqualTo(Color.green), "bottom right");
            }
        }

        // In pixels from the bottom left, as the camera counts.
        private static RectInt LitArea(Picture picture)
        {
            var (left, right, bottom, top) = (picture.Width, 0, picture.Height, 0);
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < picture.Width; x++)
                {
                    if (picture[x, picture.Height - 1 - y].r > 127)
                    {
                        (left, right) = (Mathf.Min(left, x), Mathf.Max(right, x + 1));
                        (bottom, top) = (Mathf.Min(bottom, y), Mathf.Max(top, y + 1));
                    }
                }
            }

            return new RectInt(left, bottom, right - left, top - bottom);
        }

        private int CenterAfterStep()
        {
            Engine.Step();
            return HostScreen.Capture()[ScreenWidth / 2, ScreenHeight / 2].r;
        }
    }
}
