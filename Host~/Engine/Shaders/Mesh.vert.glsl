// Places a mesh's vertices for a material of the game's own.
//
// In:  location 0 position (local), 2 texture coordinate.
// Out: uv.

uniform mat4 view; // from the mesh to clip space

layout(location = 0) in vec3 position;
layout(location = 2) in vec2 texcoord;

out vec2 uv;

void main()
{
    uv = texcoord;
    gl_Position = view * vec4(position, 1.0);
}
