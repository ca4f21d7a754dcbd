using System;

namespace Saccade.Tools.Shaders
{
    /// <summary>Goes through a shader's tokens.</summary>
    internal sealed class HlslReader
    {
        private readonly HlslText _text;
        private int _place;

        public HlslReader(HlslText text)
        {
            _text = text;
        }

        /// <summary>The token that is taken next; empty at the end.</summary>
        public HlslToken Current => Peek(0);

        /// <summary>A token behind the current one.</summary>
        public HlslToken Peek(int ahead) => _text.Tokens[Math.Min(_place + ahead, _text.Tokens.Count - 1)];

        /// <summary>Takes the current token.</summary>
        public HlslToken Take()
        {
            var token = Current;
            _place = Math.Min(_place + 1, _text.Tokens.Count - 1);
            return token;
        }

        /// <summary>Takes tokens that have to be there.</summary>
        /// <exception cref="ShaderException">There is another.</exception>
        public void Take(params ReadOnlySpan<string> texts)
        {
            foreach (var text in texts)
            {
                var token = Take();
                if (token.Text != text)
                {
                    throw new ShaderException(token.Line, $"'{text}' is expected, and not '{token.Text}'.");
                }
            }
        }
    }
}
