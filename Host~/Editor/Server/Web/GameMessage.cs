using System;
using System.Text.Json;

namespace Saccade.Host.Editor.Web
{
    /// <summary>One message of the game view's page, checked: numbers are finite and in range, names are short.</summary>
    /// <param name="Kind">What happened.</param>
    /// <param name="X">Pixels of the game from its left edge; for the wheel, turned to the right.</param>
    /// <param name="Y">Pixels of the game from its lower edge; for the wheel, turned up.</param>
    /// <param name="Buttons">The pressed buttons: 1 left, 2 right, 4 middle.</param>
    /// <param name="Key">The key's name as of KeyboardEvent.code.</param>
    /// <param name="Text">What the key types, or empty.</param>
    /// <param name="IsDown">Whether the key went down.</param>
    public sealed record GameMessage(
        GameMessageKind Kind, float X = 0, float Y = 0, int Buttons = 0, string Key = "", string Text = "", bool IsDown = false)
    {
        /// <summary>Bytes of the longest message.</summary>
        public const int MaximumLength = 4096;

        private const double Furthest = 100_000;
        private const int AllButtons = 31;
        private const int LongestName = 32;

        /// <summary>Reads a message.</summary>
        /// <param name="json">The message, in UTF-8.</param>
        /// <exception cref="FormatException">It is no JSON, of unknown type, or a number is out of range.</exception>
        public static GameMessage Parse(ReadOnlyMemory<byte> json)
        {
            try
            {
                using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4 });
                var root = document.RootElement;
                if (root.ValueKind != JsonValueKind.Object)
                {
                    throw new FormatException($"expected a JSON object, got {root.ValueKind}.");
                }

                var type = ReadText(root, "type");
                return type switch
                {
                    "ack" => new GameMessage(GameMessageKind.Acknowledge),
                    "pointer" => new GameMessage(GameMessageKind.Mouse, ReadNumber(root, "x"), ReadNumber(root, "y"), ReadButtons(root)),
                    "wheel" => new GameMessage(GameMessageKind.Wheel, ReadNumber(root, "x"), ReadNumber(root, "y")),
                    "key" => new GameMessage(
                        GameMessageKind.Key, Key: ReadText(root, "key"), Text: ReadText(root, "text"),
                        IsDown: Read(root, "down").GetBoolean()),
                    "blur" => new GameMessage(GameMessageKind.Blur),
                    _ => throw new FormatException($"type \"{type}\": expected ack, pointer, wheel, key or blur."),
                };
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new FormatException("not the JSON that the game view sends. " + e.Message, e);
            }
        }

        private static JsonElement Read(JsonElement root, string name) =>
            root.TryGetProperty(name, out var value) ? value : throw new FormatException($"\"{name}\" is missing.");

        private static float ReadNumber(JsonElement root, string name)
        {
            var value = Read(root, name);
            if (!value.TryGetDouble(out var number) || !(Math.Abs(number) <= Furthest))
            {
                throw new FormatException($"\"{name}\" is {value.GetRawText()}, expected -{Furthest} to {Furthest}.");
            }

            return (float)number;
        }

        private static int ReadButtons(JsonElement root)
        {
            var value = Read(root, "buttons");
            if (!value.TryGetInt32(out var buttons) || (buttons & ~AllButtons) != 0)
            {
                throw new FormatException($"\"buttons\" is {value.GetRawText()}, expected 0 to {AllButtons}.");
            }

            return buttons;
        }

        private static string ReadText(JsonElement root, string name)
        {
            var text = Read(root, name).GetString() ?? "";
            if (text.Length > LongestName)
            {
                throw new FormatException($"\"{name}\" has {text.Length} characters, expected at most {LongestName}.");
            }

            return text;
        }
    }
}
