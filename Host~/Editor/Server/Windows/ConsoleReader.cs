using System.Collections.Generic;
using System.Linq;
using Saccade.Host.Editor.Session;

namespace Saccade.Host.Editor.Windows
{
    /// <summary>The console's lines for the pages, the newest few hundred. Engine thread only.</summary>
    internal sealed class ConsoleReader
    {
        private const int Lines = 300;

        private readonly EditorConsole _console;
        private IReadOnlyList<ConsoleEntry> _lines = [];
        private volatile bool _isChanged = true;

        internal ConsoleReader(EditorConsole console)
        {
            _console = console;
            console.Changed += () => _isChanged = true;
        }

        internal IReadOnlyList<ConsoleEntry> Read()
        {
            if (_isChanged)
            {
                _isChanged = false;
                _lines = [.. _console.Read().TakeLast(Lines)];
            }

            return _lines;
        }
    }
}
