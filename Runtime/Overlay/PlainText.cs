using System;

namespace Saccade.Overlay
{
    /// <summary>
    /// Text with numbers in it that is written anew again and again: a string is made only when something in it has changed, and the
    /// numbers themselves make none.
    /// </summary>
    internal sealed class PlainText
    {
        private const int Digits = 20;

        private char[] _text = new char[256];
        private int _length;

        /// <summary>The text as <see cref="Take"/> took it last.</summary>
        public string Taken { get; private set; } = "";

        /// <summary>Begins anew.</summary>
        public PlainText Clear()
        {
            _length = 0;
            return this;
        }

        /// <summary>Adds a text.</summary>
        public PlainText Add(string text)
        {
            Reserve(text.Length);
            text.CopyTo(0, _text, _length, text.Length);
            _length += text.Length;
            return this;
        }

        /// <summary>Adds a whole number.</summary>
        public PlainText Add(long number)
        {
            Reserve(Digits);
            var start = _length;
            var rest = number < 0 ? (ulong)-(number + 1) + 1 : (ulong)number;
            do
            {
                _text[_length++] = (char)('0' + rest % 10);
                rest /= 10;
            }
            while (rest > 0);
            if (number < 0)
            {
                _text[_length++] = '-';
            }

            Array.Reverse(_text, start, _length - start);
            return this;
        }

        /// <summary>Adds a number with a fixed count of decimals; a dash for one that is none.</summary>
        public PlainText Add(double number, int decimals)
        {
            var factor = Math.Pow(10, decimals);
            var scaled = Math.Round(number * factor);
            if (double.IsNaN(scaled) || Math.Abs(scaled) > 1e15)
            {
                return Add("\u2013");
            }

            var units = (long)factor;
            var whole = (long)Math.Abs(scaled);
            Add(scaled < 0 ? "-" : "").Add(whole / units);
            if (decimals > 0)
            {
                Add(".");
                for (var place = units / 10; place > 0; place /= 10)
                {
                    Add(whole / place % 10);
                }
            }

            return this;
        }

        /// <summary>Takes what was added as <see cref="Taken"/>.</summary>
        /// <returns>Whether it is another text than before.</returns>
        public bool Take()
        {
            if (_text.AsSpan(0, _length).SequenceEqual(Taken.AsSpan()))
            {
                return false;
            }

            Taken = new string(_text, 0, _length);
            return true;
        }

        private void Reserve(int more)
        {
            if (_length + more > _text.Length)
            {
                Array.Resize(ref _text, 2 * (_length + more));
            }
        }
    }
}
