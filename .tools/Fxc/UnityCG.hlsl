// What the overlay's shaders use of Unity's UnityCG.cginc, in a few lines of our own: only for compiling them where there is no Unity,
// never for drawing.

float4x4 unity_ObjectToWorld;
float4x4 unity_MatrixVP;

float4 UnityObjectToClipPos(float3 position)
{
    return mul(unity_MatrixVP, mul(unity_ObjectToWorld, float4(position, 1.0)));
}

float4 UnityObjectToClipPos(float4 position)
{
    return UnityObjectToClipPos(position.xyz);
}

half3 GammaToLinearSpace(half3 colour)
{
    return colour * colour;
}

#ifndef SHADER_API_D3D11
// Other compilers know no texture that is its own sampler.
SamplerState Bilinear;

#define sampler2D Texture2D<float4>
#define tex2Dlod SampleTexture

float4 SampleTexture(Texture2D<float4> from, float4 place)
{
    return from.SampleLevel(Bilinear, place.xy, place.w);
}
#endif
