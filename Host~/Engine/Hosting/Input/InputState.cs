using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>What mouse and keys are like in this frame, and what has happened to them since it began.</summary>
    internal static class InputState
    {
        // The settings of a new Unity project: how far a pixel or notch counts, and how fast a held key's axis moves, each second.
        private const float MouseSensitivity = 0.1f;
        private const float AxisSpeed = 3;
        private const int Keys = 512;

        private static readonly Queue<InputEvent> Waiting = new Queue<InputEvent>();
        private static readonly bool[] Held = new bool[Keys];
        private static readonly bool[] Pressed = new bool[Keys];
        private static readonly bool[] Released = new bool[Keys];

        private static bool _knowsMouse;
        private static Vector2 _moved;
        private static float _horizontal;
        private static float _vertical;

        internal static Vector2 MousePosition { get; private set; }

        internal static Vector2 Scroll { get; private set; }

        internal static bool IsAnyHeld => Array.IndexOf(Held, true) >= 0;

        internal static bool IsAnyPressed => Array.IndexOf(Pressed, true) >= 0;

        private static float RawHorizontal => Direction(KeyCode.RightArrow, KeyCode.D) - Direction(KeyCode.LeftArrow, KeyCode.A);

        private static float RawVertical => Direction(KeyCode.UpArrow, KeyCode.W) - Direction(KeyCode.DownArrow, KeyCode.S);

        internal static bool IsHeld(KeyCode key) => Held[Index(key)];

        internal static bool IsPressed(KeyCode key) => Pressed[Index(key)];

        internal static bool IsReleased(KeyCode key) => Released[Index(key)];

        internal static float Axis(string name, bool raw) => name switch
        {
            "Mouse X" => _moved.x * MouseSensitivity,
            "Mouse Y" => _moved.y * MouseSensitivity,
            "Mouse ScrollWheel" => Scroll.y * MouseSensitivity,
            "Horizontal" => raw ? RawHorizontal : _horizontal,
            "Vertical" => raw ? RawVertical : _vertical,
            _ => throw new ArgumentException(
                $"Input Axis {name} is not setup. This engine has Horizontal, Vertical, Mouse X, Mouse Y and Mouse ScrollWheel."),
        };

        internal static void Add(InputEvent input)
        {
            Index(input.Key);
            lock (Waiting)
            {
                Waiting.Enqueue(input);
            }
        }

        /// <summary>Begins a frame with what has come in since the last.</summary>
        internal static void BeginFrame(float seconds)
        {
            ForgetFrame();
            lock (Waiting)
            {
                // What went down in this frame goes up in the next one, or scripts that look whether it is held would never see it.
                while (Waiting.TryPeek(out var input) && !EndsPressOfThisFrame(input))
                {
                    Apply(Waiting.Dequeue());
                }
            }

            _horizontal = Approach(_horizontal, RawHorizontal, AxisSpeed * seconds);
            _vertical = Approach(_vertical, RawVertical, AxisSpeed * seconds);
        }

        /// <summary>Takes in what came while the game stood still: what is held then counts, what happened does not.</summary>
        internal static void Absorb()
        {
            lock (Waiting)
            {
                while (Waiting.TryDequeue(out var input))
                {
                    Apply(input);
                }
            }

            ForgetFrame();
        }

        /// <summary>Forgets all that is held and what has come in.</summary>
        internal static void Reset()
        {
            lock (Waiting)
            {
                Waiting.Clear();
            }

            Array.Clear(Held);
            _horizontal = 0;
            _vertical = 0;
            _knowsMouse = false;
            ForgetFrame();
        }

        private static void ForgetFrame()
        {
            Array.Clear(Pressed);
            Array.Clear(Released);
            Scroll = Vector2.zero;
            _moved = Vector2.zero;
        }

        private static bool EndsPressOfThisFrame(InputEvent input) => input.Kind switch
        {
            InputEventKind.Release => Pressed[Index(input.Key)],
            InputEventKind.ReleaseAll => IsAnyPressed,
            _ => false,
        };

        private static void Apply(InputEvent input)
        {
            switch (input.Kind)
            {
                case InputEventKind.Move:
                    // Where the mouse came in from is not known, so coming in moves nothing.
                    _moved += _knowsMouse ? input.Value - MousePosition : Vector2.zero;
                    MousePosition = input.Value;
                    _knowsMouse = true;
                    break;
                case InputEventKind.Scroll:
                    Scroll += input.Value;
                    break;
                case InputEventKind.Press:
                    var key = Index(input.Key);
                    Pressed[key] |= !Held[key];
                    Held[key] = true;
                    break;
                case InputEventKind.Release:
                    LetGo(Index(input.Key));
                    break;
                case InputEventKind.ReleaseAll:
                    for (var i = 0; i < Keys; i++)
                    {
                        LetGo(i);
                    }

                    _knowsMouse = false;
                    break;
            }
        }

        private static void LetGo(int key)
        {
            Released[key] |= Held[key];
            Held[key] = false;
        }

        private static float Approach(float value, float target, float step) =>
            // Turning round begins in the middle.
            value * target < 0 ? Mathf.MoveTowards(0, target, step) : Mathf.MoveTowards(value, target, step);

        private static float Direction(KeyCode first, KeyCode second) => Held[(int)first] || Held[(int)second] ? 1 : 0;

        private static int Index(KeyCode key) => (int)key is >= 0 and < Keys
            ? (int)key
            : throw new ArgumentOutOfRangeException(nameof(key), key, $"Input: a KeyCode is from 0 to {Keys - 1}.");
    }
}
