using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Saccade.Editor.Tests")]
[assembly: InternalsVisibleTo("Saccade.Package.Tests")]
