using System;

namespace Saccade.Training.Tests.Pictures
{
    /// <summary>Makes of a file what bad copies and bad luck make of it.</summary>
    internal static class DamagedFile
    {
        internal static byte[] Make(byte[] whole, Random random)
        {
            var damaged = random.Next(3) == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (var i = random.Next(4); i > 0 && damaged.Length > 0; i--)
            {
                // Headers are short, and most of what can go wrong starts there.
                var at = random.Next(random.Next(2) == 0 ? Math.Min(64, damaged.Length) : damaged.Length);
                damaged[at] = (byte)random.Next(256);
            }

            return damaged;
        }
    }
}
