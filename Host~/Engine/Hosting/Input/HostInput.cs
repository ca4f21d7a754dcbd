using System;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>
    /// Mouse and keys for the game, from whoever shows it: <see cref="Input"/> answers from the next frame on. Any thread may call;
    /// what comes between two frames is kept in order. A press and its release that come within one frame reach the game in two.
    /// </summary>
    public static class HostInput
    {
        /// <summary>The mouse is somewhere else now.</summary>
        /// <param name="position">In pixels from the bottom left corner of the screen.</param>
        public static void MoveMouse(Vector2 position) => InputState.Add(new InputEvent(InputEventKind.Move, KeyCode.None, position));

        /// <summary>A mouse button goes down.</summary>
        /// <param name="button">0 left, 1 right, 2 middle, up to 6.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such button.</exception>
        public static void PressMouse(int button) => PressKey(MouseKey(button));

        /// <summary>A mouse button goes up.</summary>
        /// <param name="button">0 left, 1 right, 2 middle, up to 6.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such button.</exception>
        public static void ReleaseMouse(int button) => ReleaseKey(MouseKey(button));

        /// <summary>The wheel turns.</summary>
        /// <param name="delta">In notches: y is positive away from the user, x to the right.</param>
        public static void Scroll(Vector2 delta) => InputState.Add(new InputEvent(InputEventKind.Scroll, KeyCode.None, delta));

        /// <summary>A key goes down; one that is down already is only repeating itself and changes nothing.</summary>
        public static void PressKey(KeyCode key) => InputState.Add(new InputEvent(InputEventKind.Press, key, default));

        /// <summary>A key goes up.</summary>
        public static void ReleaseKey(KeyCode key) => InputState.Add(new InputEvent(InputEventKind.Release, key, default));

        /// <summary>The game is no longer what mouse and keys are meant for: all that is held is let go.</summary>
        public static void LoseFocus() => InputState.Add(new InputEvent(InputEventKind.ReleaseAll, KeyCode.None, default));

        private static KeyCode MouseKey(int button) => button is >= 0 and <= 6
            ? KeyCode.Mouse0 + button
            : throw new ArgumentOutOfRangeException(nameof(button), button, "HostInput: expected a mouse button from 0 (left) to 6.");
    }
}
