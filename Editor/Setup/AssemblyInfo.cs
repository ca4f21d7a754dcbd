using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Saccade.Editor.Tests")]
