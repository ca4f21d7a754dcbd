using System;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>A static method that runs when the game starts, and at which point of the start.</summary>
    internal sealed record RuntimeInitializer(RuntimeInitializeLoadType LoadType, Action Method);
}
