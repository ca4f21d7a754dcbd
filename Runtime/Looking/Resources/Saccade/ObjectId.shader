// Writes an object's number. Run with CommandBuffer.DrawRenderer.
//
// ObjectId.glsl.txt of the stand-in engine is the same for a host that doesn't speak ShaderLab: keep the two alike, line for line.
//
// _ObjectId  the number's three bytes, lowest first, each / 255; a global value, because it changes from draw to draw.
// _Cull      which faces are left out, as UnityEngine.Rendering.CullMode counts: 2 those that look away, 0 none.
Shader "Saccade/Object Id"
{
    Properties
    {
        _Cull ("Cull", Float) = 2
    }

    SubShader
    {
        Tags { "Queue" = "Geometry" "RenderType" = "Opaque" "IgnoreProjector" = "True" }
        Cull [_Cull]
        ZWrite On
        ZTest LEqual
        Blend Off

        Pass
        {
            HLSLPROGRAM
            #pragma vertex Place
            #pragma fragment Write
            #pragma target 3.0
            #include "UnityCG.cginc"

            float4 _ObjectId;

            float4 Place(float4 position : POSITION) : SV_POSITION
            {
                return UnityObjectToClipPos(position);
            }

            float4 Write() : SV_Target
            {
                return float4(_ObjectId.rgb, 1.0);
            }
            ENDHLSL
        }
    }
}
