namespace Saccade.Maps
{
    /// <summary>
    /// The 256 colours of a <see cref="ColorMap"/>. Of the published tables every fifth colour is kept: what lies between is then
    /// within one level of them.
    /// </summary>
    internal static class ColorTable
    {
        /// <summary>Colours in a table.</summary>
        public const int Length = 256;

        private const int Channels = 4;

        private const int Step = 5;

        // Van der Walt and Smith, 2015.
        private static readonly int[] Viridis =
        {
            0x440154, 0x46085C, 0x471063, 0x481769, 0x481D6F, 0x482475, 0x472A7A, 0x46307E, 0x453781, 0x433D84, 0x414287, 0x3F4889,
            0x3D4E8A, 0x3A538B, 0x38598C, 0x355E8D, 0x33638D, 0x31688E, 0x2E6D8E, 0x2C718E, 0x2A768E, 0x297B8E, 0x27808E, 0x25848E,
            0x23898E, 0x218E8D, 0x20928C, 0x1F978B, 0x1E9C89, 0x1FA188, 0x21A585, 0x24AA83, 0x28AE80, 0x2EB37C, 0x35B779, 0x3DBC74,
            0x46C06F, 0x50C46A, 0x5AC864, 0x65CB5E, 0x70CF57, 0x7CD250, 0x89D548, 0x95D840, 0xA2DA37, 0xB0DD2F, 0xBDDF26, 0xCAE11F,
            0xD8E219, 0xE5E419, 0xF1E51D, 0xFDE725,
        };

        // Van der Walt and Smith, 2015.
        private static readonly int[] Inferno =
        {
            0x000004, 0x02020C, 0x050417, 0x0A0722, 0x10092D, 0x160B39, 0x1E0C45, 0x260C51, 0x2F0A5B, 0x380962, 0x400A67, 0x490B6A,
            0x510E6C, 0x59106E, 0x61136E, 0x69166E, 0x71196E, 0x781C6D, 0x801F6C, 0x88226A, 0x902568, 0x982766, 0xA02A63, 0xA82E5F,
            0xB0315B, 0xB73557, 0xBF3952, 0xC63D4D, 0xCC4248, 0xD34743, 0xD94D3D, 0xDF5337, 0xE45A31, 0xE9612B, 0xED6925, 0xF1711F,
            0xF47918, 0xF78212, 0xF98B0B, 0xFA9407, 0xFB9D07, 0xFCA60C, 0xFCB014, 0xFBBA1F, 0xFAC42A, 0xF8CD37, 0xF6D746, 0xF4E156,
            0xF2EA69, 0xF2F27D, 0xF5F992, 0xFCFFA4,
        };

        // Mikhailov, 2019.
        private static readonly int[] Turbo =
        {
            0x30123B, 0x36215F, 0x3B2F80, 0x3F3E9C, 0x424BB5, 0x4559CB, 0x4666DD, 0x4773EB, 0x4680F6, 0x458CFD, 0x4099FF, 0x38A5FB,
            0x2FB2F4, 0x27BEE9, 0x1FC9DD, 0x1AD4D0, 0x18DDC2, 0x1AE4B6, 0x22EBAA, 0x2FF19B, 0x3FF68A, 0x52FA7A, 0x65FD69, 0x79FE59,
            0x8BFF4B, 0x9CFE40, 0xA9FB39, 0xB7F735, 0xC3F134, 0xD0EA34, 0xDBE236, 0xE5D938, 0xEECF3A, 0xF5C53A, 0xFABA39, 0xFDAE35,
            0xFEA130, 0xFE932A, 0xFC8423, 0xF9751D, 0xF46617, 0xEF5811, 0xE84B0C, 0xE14109, 0xD83706, 0xCE2D04, 0xC32503, 0xB71D02,
            0xA91601, 0x9B0F01, 0x8B0902, 0x7A0403,
        };

        /// <summary>Makes the colours of a map.</summary>
        /// <returns>[<see cref="Length"/>, 4] red, green, blue and an alpha of 255, from the smallest weight's to the largest's.</returns>
        public static byte[] Create(ColorMap map)
        {
            var rgba = new byte[Length * Channels];
            for (var i = 0; i < Length; i++)
            {
                for (var channel = 0; channel < Channels - 1; channel++)
                {
                    rgba[i * Channels + channel] = map == ColorMap.Gray ? (byte)i : Between(TableOf(map), i, 16 - 8 * channel);
                }

                rgba[i * Channels + Channels - 1] = byte.MaxValue;
            }

            return rgba;
        }

        private static int[] TableOf(ColorMap map) => map == ColorMap.Viridis ? Viridis : map == ColorMap.Turbo ? Turbo : Inferno;

        private static byte Between(int[] table, int index, int shift)
        {
            var from = (table[index / Step] >> shift) & 255;
            var to = (table[(index + Step - 1) / Step] >> shift) & 255;
            var beyond = index % Step;
            return (byte)((from * (Step - beyond) + to * beyond + Step / 2) / Step);
        }
    }
}
