using System;
using System.Threading.Tasks;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    public class InputTests : EngineFixture
    {
        [Test]
        public void Press_IsDownForOneFrame_AndHeldUntilReleased()
        {
            HostInput.PressKey(KeyCode.Space);
            Assert.That(Input.GetKey(KeyCode.Space), Is.False, "before the frame begins");

            Engine.Step();
            Assert.That((Input.GetKeyDown(KeyCode.Space), Input.GetKey(KeyCode.Space), Input.anyKeyDown), Is.EqualTo((true, true, true)));
            Engine.Step();
            Assert.That((Input.GetKeyDown(KeyCode.Space), Input.GetKey(KeyCode.Space), Input.anyKeyDown), Is.EqualTo((false, true, false)));
            HostInput.ReleaseKey(KeyCode.Space);
            Engine.Step();
            Assert.That((Input.GetKeyUp(KeyCode.Space), Input.GetKey(KeyCode.Space)), Is.EqualTo((true, false)));
            Engine.Step();
            Assert.That(Input.GetKeyUp(KeyCode.Space), Is.False);
        }

        [Test]
        public void PressAndReleaseWithinOneFrame_AreSeenInTwo()
        {
            HostInput.PressMouse(0);
            HostInput.ReleaseMouse(0);
            HostInput.MoveMouse(new Vector2(7, 8));

            Engine.Step();
            Assert.That((Input.GetMouseButtonDown(0), Input.GetMouseButton(0), Input.GetMouseButtonUp(0)), Is.EqualTo((true, true, false)));
            Engine.Step();
            Assert.That(
                (Input.GetMouseButtonDown(0), Input.GetMouseButton(0), Input.GetMouseButtonUp(0)), Is.EqualTo((false, false, true)));
            Assert.That(Input.mousePosition, Is.EqualTo(new Vector3(7, 8, 0)));
        }

        [Test]
        public void RepeatedPress_AndReleaseOfWhatIsNotHeld_ChangeNothing()
        {
            HostInput.PressKey(KeyCode.A);
            Engine.Step();
            HostInput.PressKey(KeyCode.A);
            HostInput.ReleaseKey(KeyCode.B);

            Engine.Step();

            Assert.That(
                (Input.GetKeyDown(KeyCode.A), Input.GetKey(KeyCode.A), Input.GetKeyUp(KeyCode.B)), Is.EqualTo((false, true, false)));
        }

        [Test]
        public void LostFocus_LetsEverythingGo_EvenWhatWentDownInTheSameFrame()
        {
            HostInput.PressKey(KeyCode.LeftShift);
            Engine.Step();
            HostInput.PressMouse(1);
            HostInput.LoseFocus();

            Engine.Step();
            Engine.Step();

            Assert.That(Input.GetKeyUp(KeyCode.LeftShift) && Input.GetMouseButtonUp(1), Is.True);
            Assert.That(Input.anyKey, Is.False);
        }

        [Test]
        public void MouseAxes_AddUpTheFramesMoves_AndComingInMovesNothing()
        {
            HostInput.MoveMouse(new Vector2(100, 50));
            Engine.Step();
            Assert.That(Input.GetAxis("Mouse X"), Is.Zero);

            HostInput.MoveMouse(new Vector2(110, 50));
            HostInput.MoveMouse(new Vector2(130, 40));
            HostInput.Scroll(new Vector2(0, 1));
            HostInput.Scroll(new Vector2(0, 2));
            Engine.Step();
            Assert.That(Input.GetAxis("Mouse X"), Is.EqualTo(3).Within(1e-5));
            Assert.That(Input.GetAxis("Mouse Y"), Is.EqualTo(-1).Within(1e-5));
            Assert.That(Input.mouseScrollDelta, Is.EqualTo(new Vector2(0, 3)));
            Assert.That(Input.GetAxis("Mouse ScrollWheel"), Is.EqualTo(0.3f).Within(1e-5));

            HostInput.LoseFocus();
            HostInput.MoveMouse(new Vector2(0, 0));
            Engine.Step();
            Assert.That(Input.GetAxis("Mouse X"), Is.Zero);
            Assert.That(Input.mouseScrollDelta, Is.EqualTo(Vector2.zero));
        }

        [Test]
        public void KeyAxes_GrowWithTime_AndEndAtOne()
        {
            HostInput.PressKey(KeyCode.RightArrow);
            HostInput.PressKey(KeyCode.S);
            Engine.Step(0.1f);
            Assert.That(Input.GetAxis("Horizontal"), Is.EqualTo(0.3f).Within(1e-5));
            Assert.That(Input.GetAxisRaw("Vertical"), Is.EqualTo(-1));

            Engine.Step(1);
            Assert.That((Input.GetAxis("Horizontal"), Input.GetAxis("Vertical")), Is.EqualTo((1f, -1f)));
            HostInput.PressKey(KeyCode.LeftArrow);
            Engine.Step(1);
            Assert.That(Input.GetAxis("Horizontal"), Is.Zero);
        }

        [Test]
        public void UnknownAxisButtonOrKey_IsRefused()
        {
            Assert.That(() => Input.GetAxis("Jump"), Throws.ArgumentException.With.Message.Contains("Jump"));
            Assert.That(() => Input.GetMouseButton(7), Throws.ArgumentException);
            Assert.That(() => HostInput.PressMouse(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => HostInput.PressKey((KeyCode)9999), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }

        [Test]
        public void EventsFromManyThreads_AreAllTaken()
        {
            Parallel.For(0, 1000, _ => HostInput.Scroll(Vector2.up));

            Engine.Step();

            Assert.That(Input.mouseScrollDelta.y, Is.EqualTo(1000));
        }

        [Test]
        public void AnotherEngine_KnowsNothingOfWhatWasHeld()
        {
            HostInput.PressKey(KeyCode.A);
            Engine.Step();
            HostInput.PressKey(KeyCode.B);
            Engine.Dispose();
            StartEngine();

            Engine.Step();

            Assert.That(Input.anyKey, Is.False);
        }

        [Test]
        public void InputWhileTheGameStandsStill_CountsAsHeldButDidNotHappen()
        {
            HostInput.PressKey(KeyCode.A);
            HostInput.PressKey(KeyCode.B);
            HostInput.ReleaseKey(KeyCode.B);

            Engine.Redraw();
            Engine.Step();

            Assert.That((Input.GetKey(KeyCode.A), Input.GetKeyDown(KeyCode.A), Input.GetKey(KeyCode.B)), Is.EqualTo((true, false, false)));
        }
    }
}
