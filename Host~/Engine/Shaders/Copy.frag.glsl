// Shows the texture on unit 0, filtered by its own mode; sRGB is decoded on the way in and encoded on the way out.

layout(binding = 0) uniform sampler2D image;

in vec2 uv;

layout(location = 0) out vec4 result;

void main()
{
    result = texture(image, uv);
}
