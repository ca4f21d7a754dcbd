// Colours the interface's quads: the texture on unit 0 times the tint, alpha not premultiplied.
//
// Texture, tint and target are all taken as sRGB-encoded values and neither decoded nor encoded.

layout(binding = 0) uniform sampler2D image;

in vec2 uv;
in vec4 tint;

layout(location = 0) out vec4 result;

void main()
{
    result = texture(image, uv) * tint;
}
