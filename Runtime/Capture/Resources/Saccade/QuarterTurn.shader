// Turns a picture by a quarter. Run with Blit, which covers all of the target.
//
// QuarterTurn.glsl.txt of the stand-in engine is the same for a host that doesn't speak ShaderLab: keep the two alike, line for line.
//
// _MainTex  the picture; its other levels aren't looked at.
// _Turn     from a place in the target to one in the picture, once its axes are exchanged: scale, then offset.
Shader "Saccade/Quarter Turn"
{
    Properties
    {
        [NoScaleOffset] _MainTex ("Picture", 2D) = "black" {}
        _Turn ("Scale, offset", Vector) = (1, 1, 0, 0)
    }

    SubShader
    {
        Cull Off
        ZWrite Off
        ZTest Always

        Pass
        {
            HLSLPROGRAM
            #pragma vertex Place
            #pragma fragment Colour
            #pragma target 3.0
            #include "UnityCG.cginc"

            sampler2D _MainTex;
            float4 _Turn;

            struct Corner
            {
                float4 position : POSITION;
                float2 uv : TEXCOORD0;
            };

            struct Fragment
            {
                float4 position : SV_POSITION;
                float2 uv : TEXCOORD0;
            };

            Fragment Place(Corner corner)
            {
                Fragment placed;
                placed.position = UnityObjectToClipPos(corner.position);
                placed.uv = corner.uv;
                return placed;
            }

            float4 Colour(Fragment fragment) : SV_Target
            {
                return tex2Dlod(_MainTex, float4(fragment.uv.yx * _Turn.xy + _Turn.zw, 0.0, 0.0));
            }
            ENDHLSL
        }
    }
}
