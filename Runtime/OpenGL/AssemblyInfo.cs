using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]
