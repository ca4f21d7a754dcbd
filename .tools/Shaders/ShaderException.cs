using System;

namespace Saccade.Tools.Shaders
{
    /// <summary>A shader says something that can't be translated; the message names the line.</summary>
    public sealed class ShaderException : Exception
    {
        /// <summary>Names a line and what is wrong with it.</summary>
        public ShaderException(int line, string problem)
            : base($"line {line}: {problem}")
        {
            Line = line;
        }

        /// <summary>The line, counted from 1.</summary>
        public int Line { get; }
    }
}
