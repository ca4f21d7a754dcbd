using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Saccade.Editor.Tests")]
[assembly: InternalsVisibleTo("Saccade.OpenGL.Tests")]
[assembly: InternalsVisibleTo("Saccade.Runtime.OpenGL")]
[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]
