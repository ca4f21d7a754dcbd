// Made by `./saccade shaders` from Runtime/Capture/Resources/Saccade/Encode.compute, which explains it: don't edit this file.
namespace Saccade.OpenGL.Encoding
{
    /// <summary>
    /// The encode's compute shader in GLSL. C# text and no file beside it: in Unity an assembly definition's assembly
    /// holds no embedded files, and a program without an engine has no Resources folder.
    /// </summary>
    internal static class EncodeShader
    {
        /// <summary>What to call it in messages.</summary>
        public const string Name = "Encode.glsl";

        // What KERNEL is to be defined as.
        public const int LevelsKernel = 0;
        public const int FirstColumnsKernel = 1;
        public const int FirstRowsKernel = 2;
        public const int SecondColumnsKernel = 3;
        public const int SecondRowsKernel = 4;

        // What the text defines.
        public const int GroupX = 32;
        public const int GroupY = 2;
        public const int FirstRun = 8;
        public const int SecondRun = 4;

        // Texture units.
        public const int ColorsUnit = 0;
        public const int TablesUnit = 1;
        public const int BetweenUnit = 2;

        // Image units.
        public const int PictureImage = 0;

        // Bindings of storage buffers.
        public const int BetweenOutBuffer = 0;
        public const int ResultBuffer = 1;

        // Locations of uniforms.
        public const int SizeUniform = 0;
        public const int OriginUniform = 1;
        public const int EncodeTableUniform = 2;
        public const int BottomUpUniform = 3;
        public const int AxisTableUniform = 4;
        public const int RangeStartUniform = 5;
        public const int SourceSizeUniform = 6;
        public const int PatchSizeUniform = 7;
        public const int ValueTableUniform = 8;

        /// <summary>All of it; KERNEL is to be defined behind the first line.</summary>
        public const string Text = @"#version 450 core

#define GROUP_X 32
#define GROUP_Y 2
#define FIRST_RUN 8
#define SECOND_RUN 4

layout(binding = 1) uniform isamplerBuffer Tables;

layout(location = 0) uniform ivec2 Size;

const int ROUNDING = 1 << 21;
const int WEIGHT_BITS = 22;
const ivec3 EMPTY = ivec3(ROUNDING, ROUNDING, ROUNDING);

layout(binding = 0) uniform sampler2D Colors;

layout(location = 1) uniform ivec2 Origin;
layout(location = 2) uniform int EncodeTable;
layout(location = 3) uniform int BottomUp;

layout(binding = 0, r32ui) uniform uimage2D Picture;

void StorePicture(ivec2 texel, uint level)
{
    imageStore(Picture, texel, uvec4(level));
}

uint Encode(float x)
{
    const int FIRST_BITS = 0x39000000;
    const int ONE_BITS = 0x3F800000;
    const int INFINITY_BITS = 0x7F800000;
    int bits = floatBitsToInt(x);
    int level = 0;
    if (bits >= ONE_BITS && bits <= INFINITY_BITS)
        level = 255;
    if (bits >= FIRST_BITS && bits < ONE_BITS)
    {
        bits -= FIRST_BITS;
        int bucket = texelFetch(Tables, EncodeTable + (bits >> 16)).r;
        level = (bucket >> 17) + ((bits & 0xFFFF) >= (bucket & 0x1FFFF) ? 1 : 0);
    }

    return uint(level);
}

void Levels(uvec3 id)
{
    ivec2 texel = ivec2(id.xy);
    if (texel.x >= Size.x || texel.y >= Size.y)
        return;
    vec3 color = texelFetch(Colors, Origin + texel, 0).rgb;
    uvec3 level;
    if (EncodeTable >= 0)
        level = uvec3(Encode(color.r), Encode(color.g), Encode(color.b));
    else
        level = uvec3(clamp(color, 0.0, 1.0) * 255.0 + 0.5);
    StorePicture(texel, level.r | level.g << 8 | level.b << 16);
}

layout(location = 4) uniform ivec2 AxisTable;
layout(location = 5) uniform int RangeStart;
layout(location = 6) uniform ivec2 SourceSize;

ivec3 Unpack(uint level)
{
    return ivec3(uvec3(level, level >> 8, level >> 16) & 255u);
}

ivec2 FindFirst(int axis, int run, uvec3 group, uvec3 thread)
{
    int x = int(group.x) * GROUP_X * (axis == 1 ? run : 1) + int(thread.x);
    int y = (int(group.y) * GROUP_Y + int(thread.y)) * (axis == 0 ? run : 1);
    return ivec2(x, y);
}

ivec2 FindStep(int axis)
{
    return axis == 0 ? ivec2(0, 1) : ivec2(GROUP_X, 0);
}

int FindPlace(ivec2 at)
{
    ivec2 inside = min(at, SourceSize - 1);
    return inside.y * SourceSize.x + inside.x;
}

bool IsInside(ivec2 pixel)
{
    return pixel.x < Size.x && pixel.y < Size.y;
}

ivec3 FindLevels(ivec3 sum)
{
    return clamp(sum >> WEIGHT_BITS, 0, 255);
}

layout(std430, binding = 0) writeonly buffer BetweenOutBlock { uint BetweenOut[]; };

uint ReadPicture(ivec2 at)
{
    return imageLoad(Picture, Origin + ivec2(at.x, BottomUp != 0 ? SourceSize.y - 1 - at.y : at.y)).r;
}

ivec3 WeighPicture(ivec2 at, int weight)
{
    return Unpack(ReadPicture(at)) * weight;
}

void StoreBetween(ivec2 pixel, ivec3 sum)
{
    if (!IsInside(pixel))
        return;
    uvec3 level = uvec3(FindLevels(sum));
    BetweenOut[pixel.y * Size.x + pixel.x] = level.r | level.g << 8 | level.b << 16;
}

void FirstPass(int axis, uvec3 group, uvec3 thread)
{
    ivec2 pixel = FindFirst(axis, FIRST_RUN, group, thread);
    if (!IsInside(pixel))
        return;

    ivec2 ahead = FindStep(axis);
    ivec2 next = ivec2(1 - axis, axis);
    int index = axis == 0 ? pixel.x : pixel.y;
    int start = texelFetch(Tables, AxisTable.x + index).r;
    int count = texelFetch(Tables, AxisTable.x + AxisTable.y + index).r;
    int weight = AxisTable.x + 2 * AxisTable.y + index;
    ivec2 from = axis == 0 ? ivec2(start, pixel.y + RangeStart) : ivec2(pixel.x + RangeStart, start);

    ivec3 sum0 = EMPTY;
    ivec3 sum1 = EMPTY;
    ivec3 sum2 = EMPTY;
    ivec3 sum3 = EMPTY;
    ivec3 sum4 = EMPTY;
    ivec3 sum5 = EMPTY;
    ivec3 sum6 = EMPTY;
    ivec3 sum7 = EMPTY;
    for (int tap = 0; tap < count; tap++)
    {
        ivec2 at = from + tap * next;
        int w = texelFetch(Tables, weight + tap * AxisTable.y).r;
        sum0 += WeighPicture(at, w);
        sum1 += WeighPicture(at + ahead, w);
        sum2 += WeighPicture(at + 2 * ahead, w);
        sum3 += WeighPicture(at + 3 * ahead, w);
        sum4 += WeighPicture(at + 4 * ahead, w);
        sum5 += WeighPicture(at + 5 * ahead, w);
        sum6 += WeighPicture(at + 6 * ahead, w);
        sum7 += WeighPicture(at + 7 * ahead, w);
    }

    StoreBetween(pixel, sum0);
    StoreBetween(pixel + ahead, sum1);
    StoreBetween(pixel + 2 * ahead, sum2);
    StoreBetween(pixel + 3 * ahead, sum3);
    StoreBetween(pixel + 4 * ahead, sum4);
    StoreBetween(pixel + 5 * ahead, sum5);
    StoreBetween(pixel + 6 * ahead, sum6);
    StoreBetween(pixel + 7 * ahead, sum7);
}

void FirstColumns(uvec3 group, uvec3 thread)
{
    FirstPass(0, group, thread);
}

void FirstRows(uvec3 group, uvec3 thread)
{
    FirstPass(1, group, thread);
}

layout(binding = 2) uniform usamplerBuffer Between;
layout(std430, binding = 1) writeonly buffer ResultBlock { float Result[]; };

layout(location = 7) uniform ivec2 PatchSize;
layout(location = 8) uniform int ValueTable;

float FindValue(int channel, int level)
{
    return intBitsToFloat(texelFetch(Tables, ValueTable + channel * 256 + level).r);
}

void Store(ivec2 pixel, ivec3 sum)
{
    if (!IsInside(pixel))
        return;
    ivec3 level = FindLevels(sum);
    int place = pixel.y * Size.x + pixel.x;
    int channelStep = Size.x * Size.y;
    if (PatchSize.x > 0)
    {
        ivec2 cell = ivec2(uvec2(pixel) / uvec2(PatchSize));
        ivec2 inside = pixel - cell * PatchSize;
        int columns = int(uint(Size.x) / uint(PatchSize.x));
        channelStep = PatchSize.x * PatchSize.y;
        place = (cell.y * columns + cell.x) * 3 * channelStep + inside.y * PatchSize.x + inside.x;
    }

    Result[place] = FindValue(0, level.r);
    Result[place + channelStep] = FindValue(1, level.g);
    Result[place + 2 * channelStep] = FindValue(2, level.b);
}

ivec3 WeighBetween(ivec2 at, int weight)
{
    return Unpack(texelFetch(Between, FindPlace(at)).r) * weight;
}

void SecondPass(int axis, uvec3 group, uvec3 thread)
{
    ivec2 pixel = FindFirst(axis, SECOND_RUN, group, thread);
    if (!IsInside(pixel))
        return;

    ivec2 ahead = FindStep(axis);
    ivec2 next = ivec2(1 - axis, axis);
    int index = axis == 0 ? pixel.x : pixel.y;
    int start = texelFetch(Tables, AxisTable.x + index).r - RangeStart;
    int count = texelFetch(Tables, AxisTable.x + AxisTable.y + index).r;
    int weight = AxisTable.x + 2 * AxisTable.y + index;
    ivec2 from = axis == 0 ? ivec2(start, pixel.y) : ivec2(pixel.x, start);

    ivec3 sum0 = EMPTY;
    ivec3 sum1 = EMPTY;
    ivec3 sum2 = EMPTY;
    ivec3 sum3 = EMPTY;
    for (int tap = 0; tap < count; tap++)
    {
        ivec2 at = from + tap * next;
        int w = texelFetch(Tables, weight + tap * AxisTable.y).r;
        sum0 += WeighBetween(at, w);
        sum1 += WeighBetween(at + ahead, w);
        sum2 += WeighBetween(at + 2 * ahead, w);
        sum3 += WeighBetween(at + 3 * ahead, w);
    }

    Store(pixel, sum0);
    Store(pixel + ahead, sum1);
    Store(pixel + 2 * ahead, sum2);
    Store(pixel + 3 * ahead, sum3);
}

void SecondColumns(uvec3 group, uvec3 thread)
{
    SecondPass(0, group, thread);
}

void SecondRows(uvec3 group, uvec3 thread)
{
    SecondPass(1, group, thread);
}

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;

void main()
{
#if KERNEL == 0
    Levels(gl_GlobalInvocationID);
#elif KERNEL == 1
    FirstColumns(gl_WorkGroupID, gl_LocalInvocationID);
#elif KERNEL == 2
    FirstRows(gl_WorkGroupID, gl_LocalInvocationID);
#elif KERNEL == 3
    SecondColumns(gl_WorkGroupID, gl_LocalInvocationID);
#elif KERNEL == 4
    SecondRows(gl_WorkGroupID, gl_LocalInvocationID);
#endif
}
";
    }
}
