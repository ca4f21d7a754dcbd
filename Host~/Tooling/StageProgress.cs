using System;
using System.Diagnostics;
using Spectre.Console;

namespace Saccade.Host.Tooling
{
    /// <summary>Shows how far each stage is: a bar that is drawn over itself on a terminal, a line now and then elsewhere.</summary>
    public sealed class StageProgress(IAnsiConsole console)
    {
        private const int TitleWidth = 34;
        private const int ShortestBar = 4;
        private const int LongestBar = 28;
        private static readonly TimeSpan TerminalPeriod = TimeSpan.FromMilliseconds(100);
        private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(10);

        /// <summary>Begins a stage; disposing it ends its line.</summary>
        /// <param name="title">What happens in it.</param>
        public Stage Begin(string title) => new(console, title);

        /// <summary>One stage.</summary>
        public sealed class Stage : IDisposable
        {
            private readonly IAnsiConsole _console;
            private readonly string _title;
            private readonly bool _isTerminal;
            private readonly Stopwatch _time = Stopwatch.StartNew();
            private TimeSpan _shown = TimeSpan.MinValue;
            private double _fraction;
            private string _detail = "";

            internal Stage(IAnsiConsole console, string title)
            {
                _console = console;
                _title = title;
                _isTerminal = console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;
                if (!_isTerminal)
                {
                    console.WriteLine(title + " ...");
                }

                Show();
            }

            /// <summary>Says how far the stage is.</summary>
            /// <param name="fraction">0 to 1.</param>
            /// <param name="detail">A few words.</param>
            public void Report(double fraction, string detail)
            {
                lock (_time)
                {
                    _fraction = Math.Clamp(fraction, 0, 1);
                    _detail = detail;
                    var period = _isTerminal ? TerminalPeriod : LinePeriod;
                    if (_time.Elapsed - (_shown == TimeSpan.MinValue ? TimeSpan.Zero : _shown) >= period)
                    {
                        Show();
                    }
                }
            }

            /// <summary>Ends its line.</summary>
            public void Dispose()
            {
                lock (_time)
                {
                    Show();
                    if (_isTerminal)
                    {
                        _console.WriteLine();
                    }
                }
            }

            private void Show()
            {
                var isFirst = _shown == TimeSpan.MinValue;
                _shown = _time.Elapsed;
                var line = $"{_fraction,4:0%}  {_detail}  {_time.Elapsed.TotalSeconds:0} s";
                if (!_isTerminal)
                {
                    if (!isFirst)
                    {
                        _console.WriteLine("  " + line.TrimStart());
                    }

                    return;
                }

                // The numbers matter more than the bar, which takes what a narrow terminal leaves.
                var width = Math.Max(20, _console.Profile.Width - 1);
                var length = Math.Clamp(width - TitleWidth - line.Length - 2, ShortestBar, LongestBar);
                var filled = (int)Math.Round(_fraction * length);
                var bar = new string('━', filled) + new string('─', length - filled);
                var text = _title.PadRight(TitleWidth) + " " + bar + " " + line;
                _console.Write(new ControlCode("\r" + (text.Length > width ? text[..width] : text) + "\u001b[K"));
            }
        }
    }
}
