using System.Runtime.CompilerServices;
using UnityEngine.Scripting;

[assembly: InternalsVisibleTo("Saccade.Benchmarks.Runtime")]
[assembly: InternalsVisibleTo("Saccade.Editor")]
[assembly: InternalsVisibleTo("Saccade.Editor.Tests")]
[assembly: InternalsVisibleTo("Saccade.Runtime.OpenGL")]
[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]
[assembly: InternalsVisibleTo("Saccade.Runtime.UI")]
[assembly: InternalsVisibleTo("Saccade.Runtime.UIElements")]

// Some of it runs on load, and a scene may get its components by code alone.
[assembly: AlwaysLinkAssembly]
