// One triangle over the whole target, from the vertex number alone: 3 vertices, no attributes.
//
// Out: uv, which runs over the part of the texture that is shown; origin at the bottom left.

uniform vec4 part; // the part's size, and where it begins

out vec2 uv;

void main()
{
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
    uv = corner * part.xy + part.zw;
    gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}
