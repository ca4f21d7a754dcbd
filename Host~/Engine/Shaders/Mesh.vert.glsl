// Places a mesh that a material's own fragment shader colours.
//
// In:  location 0 position, 2 texture coordinate.
// Out: uv, tint (white).

uniform mat4 view; // from the mesh's own space to clip space

layout(location = 0) in vec3 position;
layout(location = 2) in vec2 texcoord;

out vec2 uv;
out vec4 tint;

void main()
{
    uv = texcoord;
    tint = vec4(1.0);
    gl_Position = view * vec4(position, 1.0);
}
