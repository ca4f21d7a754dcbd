using System.Runtime.CompilerServices;
using UnityEngine.Scripting;

// Nobody refers to this assembly: without this, players are built without it.
[assembly: AlwaysLinkAssembly]
[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]
