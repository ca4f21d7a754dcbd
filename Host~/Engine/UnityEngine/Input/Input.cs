#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host;

namespace UnityEngine
{
    public class Input
    {
        public static Vector3 mousePosition => InputState.MousePosition;

        public static Vector2 mouseScrollDelta => InputState.Scroll;

        internal static bool anyKey => InputState.IsAnyHeld;

        internal static bool anyKeyDown => InputState.IsAnyPressed;

        public static bool GetMouseButton(int button) => InputState.IsHeld(MouseKey(button));

        public static bool GetMouseButtonDown(int button) => InputState.IsPressed(MouseKey(button));

        internal static bool GetMouseButtonUp(int button) => InputState.IsReleased(MouseKey(button));

        internal static bool GetKey(KeyCode key) => InputState.IsHeld(key);

        public static bool GetKeyDown(KeyCode key) => InputState.IsPressed(key);

        internal static bool GetKeyUp(KeyCode key) => InputState.IsReleased(key);

        internal static float GetAxis(string axisName) => InputState.Axis(axisName, raw: false);

        internal static float GetAxisRaw(string axisName) => InputState.Axis(axisName, raw: true);

        private static KeyCode MouseKey(int button) => button is >= 0 and <= 6
            ? KeyCode.Mouse0 + button
            : throw new ArgumentException($"Input: mouse button {button} asked for; expected 0 (left) to 6.", nameof(button));
    }
}
