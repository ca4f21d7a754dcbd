using System;
using UnityEngine;

namespace Saccade.Host.Editor
{
    /// <summary>Hands what the user does over the game view to the scene's <see cref="Input"/>.</summary>
    public sealed class GameInput : IGameInput
    {
        // Bits of MouseEvent.buttons, by the number that the game knows the button by: left, right, middle.
        private const int Buttons = 3;

        private int _pressed;

        /// <inheritdoc />
        public void Apply(GameMessage message)
        {
            ArgumentNullException.ThrowIfNull(message);
            switch (message.Kind)
            {
                case GameMessageKind.Mouse:
                    HostInput.MoveMouse(new Vector2(message.X, message.Y));
                    Press(message.Buttons);
                    break;
                case GameMessageKind.Wheel:
                    HostInput.Scroll(new Vector2(message.X, message.Y));
                    break;
                case GameMessageKind.Key when KeyNames.Find(message.Key) is var key and not KeyCode.None:
                    if (message.IsDown)
                        HostInput.PressKey(key);
                    else
                        HostInput.ReleaseKey(key);
                    break;
                case GameMessageKind.Blur:
                    _pressed = 0;
                    HostInput.LoseFocus();
                    break;
            }
        }

        private void Press(int buttons)
        {
            for (int button = 0; button < Buttons; button++)
            {
                int bit = 1 << button;
                if (((buttons ^ _pressed) & bit) == 0)
                    continue;
                if ((buttons & bit) != 0)
                    HostInput.PressMouse(button);
                else
                    HostInput.ReleaseMouse(button);
            }

            _pressed = buttons;
        }
    }
}
