using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Saccade.Host.Editor")]
[assembly: InternalsVisibleTo("Saccade.Editor.Tests")]
