// Colours a surface: normalised Blinn-Phong under directional lights and a sky that is brighter above than below.
//
// Variants: LIT (light and ambience; without it the plain colour), TEXTURED (multiplies by the texture on unit 0).
// All light and colour is linear; the sRGB target encodes on write. A light's colour is what a white surface facing it returns.
// In:  surface.x smoothness 0..1, surface.y metallic 0..1, color linear with alpha.
// Out: location 0, colour and alpha.

layout(std140, binding = 0) uniform Frame
{
    mat4 viewProjection;
    vec4 cameraPosition;
    vec4 ambientAbove;
    vec4 ambientBelow;
    vec4 lightDirections[4]; // towards the light, of unit length
    vec4 lightColors[4];
    int lightCount;
};

layout(binding = 0) uniform sampler2D mainTexture;
uniform vec4 color;
uniform vec2 surface;

in vec3 worldPosition;
in vec3 worldNormal;
in vec2 uv;

layout(location = 0) out vec4 result;

vec3 ambience(float upness)
{
    return mix(ambientBelow.rgb, ambientAbove.rgb, upness);
}

void main()
{
    vec4 base = color;
#ifdef TEXTURED
    base *= texture(mainTexture, uv);
#endif
#ifdef LIT
    float smoothness = surface.x;
    float metallic = surface.y;
    vec3 normal = normalize(worldNormal);
    vec3 toEye = normalize(cameraPosition.xyz - worldPosition);
    vec3 diffuse = base.rgb * (1.0 - metallic);
    vec3 mirror = mix(vec3(0.04), base.rgb, metallic);

    float facing = max(dot(normal, toEye), 0.0);
    float grazing = (1.0 - facing) * (1.0 - facing);
    grazing *= grazing * (1.0 - facing);
    vec3 rim = mirror + (max(vec3(smoothness), mirror) - mirror) * grazing;
    float skyward = smoothstep(-0.6, 0.6, 2.0 * facing * normal.y - toEye.y);
    vec3 light = ambience(normal.y * 0.5 + 0.5) * diffuse + ambience(skyward) * rim * (0.4 + 0.6 * smoothness);

    float sharpness = exp2(1.0 + 9.0 * smoothness);
    float peak = (sharpness + 8.0) / 8.0;
    for (int i = 0; i < lightCount; i++)
    {
        vec3 toLight = lightDirections[i].xyz;
        float incidence = max(dot(normal, toLight), 0.0);
        float glint = pow(max(dot(normal, normalize(toLight + toEye)), 0.0), sharpness) * peak;
        light += lightColors[i].rgb * incidence * (diffuse + mirror * glint);
    }

    base.rgb = light;
#endif
    result = base;
}
