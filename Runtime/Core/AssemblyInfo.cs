using System.Runtime.CompilerServices;

// The package's own assemblies, and Training, which does alike what is done here.
[assembly: InternalsVisibleTo("Saccade.Editor")]
[assembly: InternalsVisibleTo("Saccade.OpenGL")]
[assembly: InternalsVisibleTo("Saccade.Runtime")]
[assembly: InternalsVisibleTo("Saccade.Runtime.OpenGL")]
[assembly: InternalsVisibleTo("Saccade.Training")]

[assembly: InternalsVisibleTo("Saccade.Benchmarks")]
[assembly: InternalsVisibleTo("Saccade.Benchmarks.Runtime")]
[assembly: InternalsVisibleTo("Saccade.Core.Tests")]
[assembly: InternalsVisibleTo("Saccade.Editor.Tests")]
[assembly: InternalsVisibleTo("Saccade.Host.Demo")]
[assembly: InternalsVisibleTo("Saccade.Host.Tooling")]
[assembly: InternalsVisibleTo("Saccade.OpenGL.Tests")]
[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]
[assembly: InternalsVisibleTo("Saccade.Training.Tests")]
