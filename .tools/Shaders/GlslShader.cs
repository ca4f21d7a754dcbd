using System.Collections.Generic;

namespace Saccade.Tools.Shaders
{
    /// <summary>
    /// A compute shader in GLSL 4.50, all its kernels in one text: which one it is, <c>KERNEL</c> says, a number to be defined behind
    /// the first line.
    /// </summary>
    /// <param name="Text">The text.</param>
    /// <param name="Numbers">Every number that the text's user has to know, under its name in C#, by groups with a sentence each.</param>
    internal sealed record GlslShader(
        string Text, IReadOnlyList<(string Sentence, IReadOnlyList<(string Name, int Value)> Numbers)> Numbers);
}
