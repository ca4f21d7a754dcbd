using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Saccade.Host.Editor")]
