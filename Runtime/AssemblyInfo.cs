using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Saccade.Benchmarks.Runtime")]
[assembly: InternalsVisibleTo("Saccade.Editor.Tests")]
[assembly: InternalsVisibleTo("Saccade.Runtime.OpenGL")]
[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]
