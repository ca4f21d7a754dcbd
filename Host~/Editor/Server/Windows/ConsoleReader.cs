using System.Collections.Generic;
using System.Linq;
using UnityEngine;

namespace Saccade.Host.Editor
{
    /// <summary>The console's lines for the pages. Engine thread only.</summary>
    internal sealed class ConsoleReader(EditorSession session)
    {
        private IReadOnlyList<ConsoleLine> _lines = [];
        private int _cleared;

        internal IReadOnlyList<ConsoleLine> Read()
        {
            List<ConsoleLine> now = [.. session.ReadConsole().Skip(_cleared).Select((text, i) => new ConsoleLine(i, LogType.Log, text, ""))];
            return _lines = _lines.SequenceEqual(now) ? _lines : now;
        }

        internal void Clear() => _cleared = session.ReadConsole().Count;
    }
}
