// Places the interface's quads.
//
// In:  location 0 position, in pixels from the target's top left corner unless a script loaded another pixel matrix,
//      1 texture coordinate, 2 tint.
// Out: uv, tint.

uniform vec4 view; // the position at the top left corner of the viewport, and the way to its lower right one

layout(location = 0) in vec2 position;
layout(location = 1) in vec2 texcoord;
layout(location = 2) in vec4 tintIn;

out vec2 uv;
out vec4 tint;

void main()
{
    uv = texcoord;
    tint = tintIn;
    vec2 share = (position - view.xy) / view.zw;
    gl_Position = vec4(share.x * 2.0 - 1.0, 1.0 - share.y * 2.0, 0.0, 1.0);
}
