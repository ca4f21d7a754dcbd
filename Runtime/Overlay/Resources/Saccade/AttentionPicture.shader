// Draws the picture of a map over a part of a texture. Run with Blit, which covers all of the texture.
//
// AttentionPicture.glsl.txt of the stand-in engine is the same for a host that doesn't speak ShaderLab: keep the two alike, line for line.
//
// _MainTex  the picture, colour and alpha, not premultiplied.
// _Area     what to draw over, in fractions of the texture from its lower left corner: left, bottom, right, top.
// _Part     from a place in the texture to one in the picture: scale, then offset.
Shader "Saccade/Attention Picture"
{
    Properties
    {
        [NoScaleOffset] _MainTex ("Picture", 2D) = "black" {}
        _Area ("Left, bottom, right, top", Vector) = (0, 0, 1, 1)
        _Part ("Scale, offset", Vector) = (1, 1, 0, 0)
    }

    SubShader
    {
        Tags { "Queue" = "Overlay" "RenderType" = "Transparent" "IgnoreProjector" = "True" "PreviewType" = "Plane" }
        Cull Off
        ZWrite Off
        ZTest Always
        Blend SrcAlpha OneMinusSrcAlpha, Zero One

        Pass
        {
            HLSLPROGRAM
            #pragma vertex Place
            #pragma fragment Colour
            #pragma target 3.0
            #include "UnityCG.cginc"

            sampler2D _MainTex;
            float4 _Area;
            float4 _Part;

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
                float4 colour = tex2Dlod(_MainTex, float4(fragment.uv * _Part.xy + _Part.zw, 0.0, 0.0));
                float2 low = step(_Area.xy, fragment.uv);
                float2 high = 1.0 - step(_Area.zw, fragment.uv);
                return float4(colour.rgb, colour.a * low.x * low.y * high.x * high.y);
            }
            ENDHLSL
        }
    }
}
