using UnityEngine.Scripting;

// Nobody refers to this assembly: without this, players are built without it.
[assembly: AlwaysLinkAssembly]
