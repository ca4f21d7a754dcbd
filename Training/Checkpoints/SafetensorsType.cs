namespace Saccade.Training.Checkpoints
{
    /// <summary>The element types of a safetensors file that Saccade knows the size of.</summary>
    public enum SafetensorsType
    {
        /// <summary>IEEE 754 single precision, 4 bytes.</summary>
        F32,

        /// <summary>IEEE 754 half precision, 2 bytes.</summary>
        F16,

        /// <summary>The upper half of a single, 2 bytes.</summary>
        BF16,

        /// <summary>IEEE 754 double precision, 8 bytes.</summary>
        F64,

        /// <summary>Signed integer of 8 bytes.</summary>
        I64,

        /// <summary>Signed integer of 4 bytes.</summary>
        I32,

        /// <summary>Signed integer of 2 bytes.</summary>
        I16,

        /// <summary>Signed integer of 1 byte.</summary>
        I8,

        /// <summary>Unsigned integer of 8 bytes.</summary>
        U64,

        /// <summary>Unsigned integer of 4 bytes.</summary>
        U32,

        /// <summary>Unsigned integer of 2 bytes.</summary>
        U16,

        /// <summary>Unsigned integer of 1 byte.</summary>
        U8,

        /// <summary>Truth value, 1 byte.</summary>
        BOOL,
    }
}
