// Places a mesh's vertices and hands their world position and normal on.
//
// Variants: LIT (needs normals), TEXTURED (needs texture coordinates).
// In:  location 0 position, 1 normal (local), 2 texture coordinate.
// Out: worldPosition, worldNormal (not of unit length), uv after scale and offset.

layout(std140, binding = 0) uniform Frame
{
    mat4 viewProjection;
    vec4 cameraPosition;
    vec4 ambientAbove;
    vec4 ambientBelow;
    vec4 lightDirections[4];
    vec4 lightColors[4];
    int lightCount;
};

uniform mat4 toWorld;
uniform mat3 normalToWorld;
uniform vec4 textureTransform; // scale, offset

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec2 texcoord;

out vec3 worldPosition;
out vec3 worldNormal;
out vec2 uv;

void main()
{
    vec4 world = toWorld * vec4(position, 1.0);
    worldPosition = world.xyz;
    worldNormal = normalToWorld * normal;
    uv = texcoord * textureTransform.xy + textureTransform.zw;
    gl_Position = viewProjection * world;
}
