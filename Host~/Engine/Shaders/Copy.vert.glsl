// One triangle over the whole target, from the vertex number alone: 3 vertices, no attributes.
//
// Out: uv, 0..1 over the target, origin at the bottom left.

out vec2 uv;

void main()
{
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
    uv = corner;
    gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}
