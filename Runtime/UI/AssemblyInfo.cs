using System.Runtime.CompilerServices;
using UnityEngine.Scripting;

// Scenes refer to its component, code need not: without this, players might be built without it.
[assembly: AlwaysLinkAssembly]
[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]
