using UnityEngine.Scripting;

// Elements may be named by UXML alone, and then nobody refers to this assembly: without this, players are built without it.
[assembly: AlwaysLinkAssembly]
