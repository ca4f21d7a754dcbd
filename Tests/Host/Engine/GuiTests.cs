using System;
using NUnit.Framework;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host.Tests.Engine
{
    public class GuiTests : EngineFixture
    {
        private static readonly GUIStyle Plain = new GUIStyle
        {
            fontSize = 20,
            normal = new GUIStyleState { textColor = Color.white },
        };

        [Test]
        public void DrawTexture_ShowsItUpright_AtItsRectFromTheTopLeft()
        {
            using Holder<Texture2D> texture = new(FourCorners());

            var picture = Draw(() => GUI.DrawTexture(new Rect(10, 20, 40, 30), texture.Value));

            using (Assert.EnterMultipleScope())
            {
                Assert.That((Color)picture[10, 20], Is.EqualTo(Color.blue), "top left");
                Assert.That((Color)picture[49, 20], Is.EqualTo(Color.white), "top right");
                Assert.That((Color)picture[10, 49], Is.EqualTo(Color.red), "bottom left");
                Assert.That((Color)picture[49, 49], Is.EqualTo(Color.green), "bottom right");
                Assert.That((Color)picture[9, 20], Is.EqualTo(Color.black), "left of it");
                Assert.That((Color)picture[50, 50], Is.EqualTo(Color.black), "below it");
            }
        }

        [Test]
        public void TexCoords_ChooseAPart_CountedFromTheBottomLeft()
        {
            using Holder<Texture2D> texture = new(FourCorners());

            var picture = Draw(() =>
                GUI.DrawTextureWithTexCoords(new Rect(0, 0, 20, 20), texture.Value, new Rect(0.5f, 0, 0.5f, 0.5f)));

            Assert.That((Color)picture[10, 10], Is.EqualTo(Color.green));
        }

        [TestCase(ScaleMode.StretchToFill, true, true)]
        [TestCase(ScaleMode.ScaleToFit, false, true)]
        [TestCase(ScaleMode.ScaleAndCrop, true, false)]
        public void ScaleMode_FillsTheRect_OrKeepsTheWholePicture(ScaleMode mode, bool fillsCorners, bool showsAll)
        {
            using Holder<Texture2D> texture = new(FourCorners());
            texture.Value.SetPixels32([Color.red, Color.red, Color.blue, Color.blue]);
            texture.Value.Apply();

            var picture = Draw(() => GUI.DrawTexture(new Rect(0, 0, 100, 20), texture.Value, mode));

            Assert.That(picture[1, 1].b == 255, Is.EqualTo(fillsCorners));
            Assert.That(picture[50, 1].b == 255 && picture[50, 18].r == 255);
            Assert.That(picture[50, 5].b == 255, Is.True.Or.EqualTo(showsAll));
        }

        [Test]
        public void AlphaBlends_AsTheEyeSeesIt_AndOnlyWhenAsked()
        {
            var picture = Draw(() =>
            {
                GUI.color = new Color(1, 1, 1, 0.5f);
                GUI.DrawTexture(new Rect(0, 0, 10, 10), Texture2D.whiteTexture);
                GUI.DrawTexture(new Rect(20, 0, 10, 10), Texture2D.whiteTexture, ScaleMode.StretchToFill, false);
            });

            Assert.That(picture[5, 5].r, Is.EqualTo(128).Within(1));
            Assert.That(picture[25, 5].r, Is.EqualTo(255));
        }

        [Test]
        public void Textures_ShowTheLevelsTheyHold()
        {
            using Holder<Texture2D> texture = new(new Texture2D(1, 1, TextureFormat.RGBA32, false));
            texture.Value.SetPixels32([new Color32(40, 128, 200, 255)]);
            texture.Value.Apply();

            var picture = Draw(() => GUI.DrawTexture(new Rect(0, 0, 10, 10), texture.Value));

            Assert.That(picture[5, 5], Is.EqualTo(new Color32(40, 128, 200, 255)));
        }

        [Test]
        public void Label_DrawsItsText_WithinItsSize()
        {
            var size = Plain.CalcSize(new GUIContent("Saccade"));

            var picture = Draw(() => GUI.Label(new Rect(30, 40, size.x, size.y), "Saccade", Plain));

            var ink = Ink(picture);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(size.x, Is.InRange(60f, 100f));
                Assert.That(ink.xMin, Is.InRange(30, 33));
                Assert.That(ink.xMax, Is.InRange(30 + size.x - 4, 30 + size.x));
                Assert.That(ink.yMin, Is.InRange(40, 40 + (int)size.y / 2));
                Assert.That(ink.yMax, Is.LessThanOrEqualTo(40 + size.y));
                Assert.That(ink.height, Is.InRange(12, 20));
            }
        }

        [Test]
        public void Letters_StandUpright()
        {
            var picture = Draw(() => GUI.Label(new Rect(20, 20, 60, 60), "L", new GUIStyle(Plain) { fontSize = 40 }));

            var ink = Ink(picture);
            Assert.That(picture[ink.xMax - 2, ink.yMax - 2].r, Is.GreaterThan(200), "its foot points right, at the bottom");
            Assert.That(picture[ink.xMax - 2, ink.yMin + 2].r, Is.Zero, "and nothing is at the top right");
        }

        [TestCase(TextAnchor.UpperLeft, 0, 0)]
        [TestCase(TextAnchor.MiddleCenter, 1, 1)]
        [TestCase(TextAnchor.LowerRight, 2, 2)]
        public void Alignment_MovesTheText(TextAnchor anchor, int column, int row)
        {
            var picture = Draw(() => GUI.Label(new Rect(0, 0, 150, 120), "x", new GUIStyle(Plain) { alignment = anchor }));

            var ink = Ink(picture);
            Assert.That(ink.center.x, Is.InRange(column * 50f, column * 50f + 50));
            Assert.That(ink.center.y, Is.InRange(row * 40f, row * 40f + 40));
        }

        [Test]
        public void WordWrap_BreaksAtSpaces_AndCalcHeightKnows()
        {
            var wrapping = new GUIStyle(Plain) { wordWrap = true };
            var content = new GUIContent("one two three four");
            var width = Plain.CalcSize(new GUIContent("one two")).x + 2;

            Assert.That(wrapping.CalcHeight(content, width), Is.EqualTo(3 * Plain.lineHeight));
            Assert.That(Plain.CalcHeight(content, width), Is.EqualTo(Plain.lineHeight));
            Assert.That(Plain.CalcSize(new GUIContent("one\ntwo")).y, Is.EqualTo(2 * Plain.lineHeight));

            var ink = Ink(Draw(() => GUI.Label(new Rect(0, 0, width, 100), content, wrapping)));
            Assert.That(ink.xMax, Is.LessThanOrEqualTo(width));
        }

        [Test]
        public void RichText_ColorsAndEnlarges_AndTakesNoRoomItself()
        {
            var tagged = Plain.CalcSize(new GUIContent("<color=#ff0000>abc</color>"));
            var large = Plain.CalcSize(new GUIContent("<size=40>abc</size>"));
            var plain = Plain.CalcSize(new GUIContent("abc"));
            var picture = Draw(() => GUI.Label(new Rect(0, 0, 150, 40), "<color=#ff0000>III</color>", Plain));

            var ink = Ink(picture);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(tagged, Is.EqualTo(plain));
                Assert.That(large.x, Is.EqualTo(2 * plain.x).Within(2));
                Assert.That(ink.width, Is.Positive);
                Assert.That(Plain.CalcSize(new GUIContent("a < b > c")).x, Is.GreaterThan(plain.x), "what is no tag is text");
            }

            for (var x = ink.xMin; x < ink.xMax; x++)
            {
                Assert.That(picture[x, ink.yMin + 3].g, Is.Zero);
            }
        }

        [Test]
        public void Bold_IsWider()
        {
            var bold = new GUIStyle(Plain) { fontStyle = FontStyle.Bold };

            Assert.That(bold.CalcSize(new GUIContent("mmm")).x, Is.GreaterThan(Plain.CalcSize(new GUIContent("mmm")).x));
            Assert.That(Plain.CalcSize(new GUIContent("<b>mmm</b>")), Is.EqualTo(bold.CalcSize(new GUIContent("mmm"))));
        }

        [Test]
        public void MoreGlyphsThanTheAtlasHolds_AreAllDrawn()
        {
            for (var size = 60; size < 120; size += 2)
            {
                var style = new GUIStyle(Plain) { fontSize = size, wordWrap = false };
                var picture = Draw(() => GUI.Label(new Rect(0, -20, 400, 150), "ABCDEFGHIKLMNOPQRSTUVWXYZabcdefghijk", style));
                Assert.That(Ink(picture).height, Is.GreaterThan(size / 2), $"size {size}");
            }
        }

        [Test]
        public void Box_DrawsItsBackground_WithWholeCornersAndTextInTheMiddle()
        {
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.white;

            var picture = Draw(() => GUI.Box(new Rect(20, 20, 100, 60), "title"));

            Assert.That(picture[70, 60].r, Is.LessThan(120));
            Assert.That(picture[20, 20].r, Is.GreaterThan(200), "rounded corner");
            Assert.That(picture[19, 50].r, Is.EqualTo(255));
        }

        [Test]
        public void Matrix_ScalesAboutTheTopLeft()
        {
            var picture = Draw(() =>
            {
                GUI.matrix = Matrix4x4.Scale(new Vector3(2, 2, 1));
                GUI.DrawTexture(new Rect(10, 10, 20, 20), Texture2D.whiteTexture);
            });

            Assert.That(Ink(picture), Is.EqualTo(new RectInt(20, 20, 40, 40)));
        }

        [Test]
        public void LowerDepth_IsDrawnOnTop()
        {
            AddPainter(() =>
            {
                GUI.depth = -1;
                GUI.color = Color.red;
                GUI.DrawTexture(new Rect(0, 0, 20, 20), Texture2D.whiteTexture);
            });
            AddPainter(() =>
            {
                GUI.depth = 1;
                GUI.color = Color.green;
                GUI.DrawTexture(new Rect(0, 0, 20, 20), Texture2D.whiteTexture);
            });

            Engine.Step();
            Engine.Step();

            Assert.That((Color)HostScreen.Capture()[10, 10], Is.EqualTo(Color.red));
        }

        [Test]
        public void State_DoesNotLeakFromScriptToScript()
        {
            AddPainter(() =>
            {
                GUI.color = Color.red;
                GUI.matrix = Matrix4x4.Scale(Vector3.zero);
            });
            AddPainter(() => GUI.DrawTexture(new Rect(0, 0, 20, 20), Texture2D.whiteTexture));

            Engine.Step();

            Assert.That((Color)HostScreen.Capture()[10, 10], Is.EqualTo(Color.white));
        }

        [Test]
        public void OutsideOnGui_GuiSaysSo() => Assert.That(
                () => GUI.Label(new Rect(0, 0, 10, 10), "x"),
                Throws.ArgumentException.With.Message.Contains("OnGUI"));

        [Test]
        public void GraphicsDrawTexture_InOnPostRender_DrawsIntoTheCamerasTarget()
        {
            using Holder<Texture2D> texture = new(FourCorners());
            using Holder<RenderTexture> target = new(new RenderTexture(20, 20, 16));
            var camera = AddCamera(Vector3.zero);
            camera.targetTexture = target.Value;
            Camera.onPostRender += _ => Graphics.DrawTexture(new Rect(0, 0, 10, 10), texture.Value);

            Engine.Step();
            var picture = Picture.Read(target.Value);

            Assert.That((Color)picture[1, 1], Is.EqualTo(Color.blue));
            Assert.That((Color)picture[9, 9], Is.EqualTo(Color.green));
            Assert.That((Color)picture[15, 15], Is.EqualTo(Color.black));
        }

        private static Painter AddPainter(Action paint)
        {
            var painter = new GameObject("Painter").AddComponent<Painter>();
            painter.Paint = paint;
            return painter;
        }

        private static RectInt Ink(Picture picture)
        {
            var (left, right, top, bottom) = (picture.Width, 0, picture.Height, 0);
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < picture.Width; x++)
                {
                    if (picture[x, y].r > 40)
                    {
                        (left, right) = (Mathf.Min(left, x), Mathf.Max(right, x + 1));
                        (top, bottom) = (Mathf.Min(top, y), Mathf.Max(bottom, y + 1));
                    }
                }
            }

            return new RectInt(left, top, right - left, bottom - top);
        }

        private Picture Draw(Action paint)
        {
            var painter = AddPainter(paint);
            Engine.Step();
            Object.DestroyImmediate(painter.gameObject);
            return HostScreen.Capture();
        }

        private sealed class Painter : MonoBehaviour
        {
            internal Action? Paint { get; set; }

            private void OnGUI() => Paint?.Invoke();
        }
    }
}
