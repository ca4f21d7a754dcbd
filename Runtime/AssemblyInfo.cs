using System.Runtime.CompilerServices;
using UnityEngine.Scripting;

[assembly: InternalsVisibleTo("Saccade.Benchmarks.Runtime")]
[assembly: InternalsVisibleTo("Saccade.Editor")]
[assembly: InternalsVisibleTo("Saccade.Editor.Tests")]
[assembly: InternalsVisibleTo("Saccade.Runtime.OpenGL")]
[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]

// Some of it runs on load, and a scene may get its components by code alone.
[assembly: AlwaysLinkAssembly]
