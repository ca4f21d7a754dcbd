using System.Runtime.CompilerServices;
using UnityEngine.Scripting;

[assembly: InternalsVisibleTo("Saccade.Runtime.Tests")]

// Its backend registers itself on load, and no scene refers to it: without this, players leave the assembly out.
[assembly: AlwaysLinkAssembly]
