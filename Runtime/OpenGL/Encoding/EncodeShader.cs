namespace Saccade.OpenGL.Encoding
{
    /// <summary>
    /// The encode's compute shader in GLSL. C# text and no file beside it: in Unity an assembly definition's assembly holds no embedded
    /// files, and a program without an engine has no Resources folder.
    /// </summary>
    internal static class EncodeShader
    {
        /// <summary>What to call it in messages.</summary>
        public const string Name = "Encode.glsl";

        /// <summary>All of it; <see cref="EncodePrograms"/> says which pass it is by a few definitions behind the first line.</summary>
        public const string Text = @"#version 450 core

// A pass of the encode. Compiled once as
//   LEVELS       colours -> levels          colors (unit 0), tables (unit 1), picture (image 0, written)
// and for each AXIS (0: resizes columns, x; 1: resizes rows, y), by a tap table in the integers of
// Saccade.Preprocessing.TapTable, as
//   FIRST_PASS   levels  -> levels          picture (image 0), tables (unit 1), Between (buffer 0, written)
//   otherwise    levels  -> model input     tables (unit 1), between (unit 2), Output (buffer 1, written)
// A level is 0..255; three of them lie in one uint, red lowest. Coordinates count from the top left of the picture, but texels
// as they lie in the texture.
// An invocation makes RUN pixels across the axis, which share their weights: columns GROUP_X apart where rows are resized,
// neighbouring rows where columns are. Saccade.OpenGL.EncodePrograms defines RUN, GROUP_X and GROUP_Y.

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;

// Integers of one plan, see Saccade.ModelInput.EncodeTables. For an axis that makes `length` pixels: [length] first source pixel,
// [length] count, [stride, length] weights with 22 fractional bits. Floats lie in it as their bits.
layout(binding = 1) uniform isamplerBuffer tables;

layout(location = 0) uniform ivec2 size;        // pixels that this pass writes

const int HALF = 1 << 21;
const int WEIGHT_BITS = 22;

int table(int index)
{
    return texelFetch(tables, index).r;
}

#ifdef LEVELS

layout(binding = 0) uniform sampler2D colors;
layout(binding = 0, r32ui) uniform writeonly uimage2D picture;

layout(location = 1) uniform ivec2 origin;      // the rectangle's first texel
layout(location = 2) uniform int encodeTable;   // where the integers of the sRGB encoding begin; negative: texels are encoded

// round(255 * sRGB(x)), exactly: the upper bits of a float choose a bucket, which says the level at its beginning (from bit 17
// on) and from which lower bits on it is the next one. NaN is black; compilers may reckon without it, so that bits are compared.
uint encode(float x)
{
    const int FIRST_BITS = 0x39000000; // 2^-13, which is level 0 as all below it; what is negative is so as an integer too
    const int ONE_BITS = 0x3F800000;
    const int INFINITY_BITS = 0x7F800000;
    int bits = floatBitsToInt(x);
    int level = 0;
    if (bits >= ONE_BITS && bits <= INFINITY_BITS)
        level = 255;
    if (bits >= FIRST_BITS && bits < ONE_BITS)
    {
        bits -= FIRST_BITS;
        int bucket = table(encodeTable + (bits >> 16));
        level = (bucket >> 17) + int((bits & 0xFFFF) >= (bucket & 0x1FFFF));
    }

    return uint(level);
}

void main()
{
    ivec2 texel = ivec2(gl_GlobalInvocationID.xy);
    if (any(greaterThanEqual(texel, size)))
        return;
    vec3 color = texelFetch(colors, origin + texel, 0).rgb;
    uvec3 level = encodeTable >= 0
        ? uvec3(encode(color.r), encode(color.g), encode(color.b))
        : uvec3(clamp(color, 0.0, 1.0) * 255.0 + 0.5);
    imageStore(picture, texel, uvec4(level.r | level.g << 8 | level.b << 16));
}

#else

layout(location = 1) uniform ivec2 axisTable;   // where this axis' integers begin, and its length
layout(location = 2) uniform int rangeStart;    // first source pixel of the other axis that lies in Between

ivec3 unpack(uint level)
{
    return ivec3(uvec3(level, level >> 8, level >> 16) & 255u);
}

#ifdef FIRST_PASS

layout(binding = 0, r32ui) uniform readonly uimage2D picture;
layout(std430, binding = 0) writeonly buffer Between { uint between[]; };

layout(location = 3) uniform ivec4 source;      // the rectangle in texels: x, y, width, height
layout(location = 4) uniform bool bottomUp;     // the first texel row is the picture's lowest

ivec3 load(int x, int y)
{
    return unpack(imageLoad(picture, source.xy + ivec2(x, bottomUp ? source.w - 1 - y : y)).r);
}

void store(ivec2 pixel, ivec3 level)
{
    between[pixel.y * size.x + pixel.x] = uint(level.r | level.g << 8 | level.b << 16);
}

#else

layout(binding = 2) uniform usamplerBuffer between;
layout(std430, binding = 1) writeonly buffer Output { float result[]; };

layout(location = 3) uniform int betweenWidth;
layout(location = 4) uniform ivec2 patchSize;   // width and height of a patch; (0, 0) writes planes
layout(location = 5) uniform int valueTable;    // where [3, 256] floats begin: level -> normalised value

ivec3 load(int x, int y)
{
    return unpack(texelFetch(between, y * betweenWidth + x).r);
}

// Planes [3, H, W], or patches [N, 3, P, P]: the place of red, and how far green and blue lie behind.
void store(ivec2 pixel, ivec3 level)
{
    int place = pixel.y * size.x + pixel.x;
    int channelStep = size.x * size.y;
    if (patchSize.x > 0)
    {
        ivec2 cell = pixel / patchSize;
        ivec2 inside = pixel - cell * patchSize;
        channelStep = patchSize.x * patchSize.y;
        place = (cell.y * (size.x / patchSize.x) + cell.x) * 3 * channelStep + inside.y * patchSize.x + inside.x;
    }

    for (int channel = 0; channel < 3; channel++)
        result[place + channel * channelStep] = intBitsToFloat(table(valueTable + channel * 256 + level[channel]));
}

#endif

void main()
{
#if AXIS == 0
    ivec2 pixel = ivec2(gl_GlobalInvocationID.x, gl_GlobalInvocationID.y * RUN);
    const ivec2 STEP = ivec2(0, 1);
#else
    ivec2 pixel = ivec2(gl_WorkGroupID.x * GROUP_X * RUN + gl_LocalInvocationID.x, gl_GlobalInvocationID.y);
    const ivec2 STEP = ivec2(GROUP_X, 0);
#endif
    if (any(greaterThanEqual(pixel, size)))
        return;

    int index = pixel[AXIS];
    int count = table(axisTable.x + axisTable.y + index);
    int weight = axisTable.x + 2 * axisTable.y + index;
    ivec2 from = pixel;
    from[AXIS] = table(axisTable.x + index);
#ifdef FIRST_PASS
    from[1 - AXIS] += rangeStart;
#else
    from[AXIS] -= rangeStart;
#endif

    ivec3 sums[RUN];
    for (int i = 0; i < RUN; i++)
        sums[i] = ivec3(HALF);
    for (int tap = 0; tap < count; tap++, from[AXIS]++, weight += axisTable.y)
    {
        int w = table(weight);
        for (int i = 0; i < RUN; i++)
            sums[i] += load(from.x + i * STEP.x, from.y + i * STEP.y) * w;
    }

    for (int i = 0; i < RUN; i++, pixel += STEP)
    {
        if (all(lessThan(pixel, size)))
            store(pixel, clamp(sums[i] >> WEIGHT_BITS, 0, 255));
    }
}

#endif
";
    }
}
