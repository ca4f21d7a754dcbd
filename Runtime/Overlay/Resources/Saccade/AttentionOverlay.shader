// Makes a picture of a small map of weights, the more opaque the larger the weight. Run with Graphics.Blit; what is written replaces
// what was there, and is blended later, when the picture is drawn.
//
// AttentionOverlay.glsl.txt of the stand-in engine is the same for a host that doesn't speak ShaderLab: keep the two alike, line for line.
//
// _MainTex     [rows, columns] weights in the red channel, lowest row first, as textures lie; bilinear, clamped, linear.
// _ColorTable  [1, 256] colours from the smallest weight to the largest, sRGB-encoded and read without decoding; bilinear, clamped.
// _MapSize     columns, rows, 1 / columns, 1 / rows.
// _Range       the weight that counts as 0, and 1 / (the weight that counts as 1 - the weight that counts as 0).
// _Opacity     alpha of a weight that counts as 1.
// _Threshold   below this (0..1 of the range) nothing is drawn.
// _Smooth      1: a cubic B-spline with a knot at every patch's centre; 0: each patch is flat.
// _Linear      1: the picture takes linear light and encodes it, so the colour is decoded; 0: it takes sRGB-encoded colours.
Shader "Saccade/Attention Overlay"
{
    Properties
    {
        [NoScaleOffset] _MainTex ("Weights", 2D) = "black" {}
        [NoScaleOffset] _ColorTable ("Colours", 2D) = "white" {}
        _MapSize ("Columns, rows and their inverses", Vector) = (1, 1, 1, 1)
        _Range ("Smallest weight, 1 / range", Vector) = (0, 1, 0, 0)
        _Opacity ("Opacity", Range(0, 1)) = 0.65
        _Threshold ("Threshold", Range(0, 1)) = 0
        _Smooth ("Smooth", Float) = 1
        _Linear ("Linear target", Float) = 0
    }

    SubShader
    {
        Tags { "Queue" = "Overlay" "RenderType" = "Transparent" "IgnoreProjector" = "True" "PreviewType" = "Plane" }
        Cull Off
        ZWrite Off
        ZTest Always
        Blend Off

        Pass
        {
            HLSLPROGRAM
            #pragma vertex Place
            #pragma fragment Colour
            #pragma target 3.0
            #include "UnityCG.cginc"

            sampler2D _MainTex;
            sampler2D _ColorTable;
            float4 _MapSize;
            float4 _Range;
            float _Opacity;
            float _Threshold;
            float _Smooth;
            float _Linear;

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

            float WeightAt(float2 texel)
            {
                return tex2Dlod(_MainTex, float4(texel * _MapSize.zw, 0.0, 0.0)).r;
            }

            // The 16 taps of the spline in 4 bilinear ones: each lies between two texels where their shares put it.
            float SplineAt(float2 uv)
            {
                float2 place = uv * _MapSize.xy - 0.5;
                float2 below = floor(place);
                float2 t = place - below;
                float2 s = 1.0 - t;
                float2 w0 = s * s * s / 6.0;
                float2 w1 = (4.0 + t * t * (3.0 * t - 6.0)) / 6.0;
                float2 w3 = t * t * t / 6.0;
                float2 w2 = 1.0 - w0 - w1 - w3;
                float2 low = below - 0.5 + w1 / (w0 + w1);
                float2 high = below + 1.5 + w3 / (w2 + w3);
                float2 share = w2 + w3;
                float lower = lerp(WeightAt(low), WeightAt(float2(high.x, low.y)), share.x);
                float upper = lerp(WeightAt(float2(low.x, high.y)), WeightAt(high), share.x);
                return lerp(lower, upper, share.y);
            }

            float4 Colour(Fragment fragment) : SV_Target
            {
                float weight;
                if (_Smooth > 0.5)
                    weight = SplineAt(fragment.uv);
                else
                    weight = WeightAt(floor(fragment.uv * _MapSize.xy) + 0.5);

                float value = saturate((weight - _Range.x) * _Range.y);
                float3 colour = tex2Dlod(_ColorTable, float4((value * 255.0 + 0.5) / 256.0, 0.5, 0.0, 0.0)).rgb;
                if (_Linear > 0.5)
                    colour = GammaToLinearSpace(colour);
                return float4(colour, value < _Threshold ? 0.0 : value * _Opacity);
            }
            ENDHLSL
        }
    }
}
