using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Saccade.Editor")]
[assembly: InternalsVisibleTo("Saccade.Editor.Tests")]
[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]
