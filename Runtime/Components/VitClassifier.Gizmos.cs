using UnityEngine;

namespace Saccade
{
    /// <content>What the scene view shows of a selected classifier.</content>
    public sealed partial class VitClassifier
    {
        private static readonly Color GizmoColor = new Color(0.99f, 0.62f, 0.15f);

        // The part of the camera's frustum whose picture is looked at: the source rectangle on the near and the far plane, and its edges.
        // The edges of the view itself are drawn by the camera.
        private void OnDrawGizmosSelected()
        {
            if (_sourceFault != null || !TryGetComponent<Camera>(out var camera))
            {
                return;
            }

            var toWorld = (camera.projectionMatrix * camera.worldToCameraMatrix).inverse;
            var part = Rect.MinMaxRect(
                Mathf.Clamp01(_sourceRect.xMin),
                Mathf.Clamp01(_sourceRect.yMin),
                Mathf.Clamp01(_sourceRect.xMax),
                Mathf.Clamp01(_sourceRect.yMax));
            var colorBefore = Gizmos.color;
            Gizmos.color = GizmoColor;
            for (var corner = 0; corner < 4; corner++)
            {
                var (near, far) = (Corner(toWorld, part, corner, -1f), Corner(toWorld, part, corner, 1f));
                Gizmos.DrawLine(near, far);
                Gizmos.DrawLine(near, Corner(toWorld, part, corner + 1, -1f));
                Gizmos.DrawLine(far, Corner(toWorld, part, corner + 1, 1f));
            }

            Gizmos.color = colorBefore;
        }

        // Around the rectangle; depth is -1 on the near plane and 1 on the far one, as Unity's projection has it on every graphics API.
        private static Vector3 Corner(Matrix4x4 toWorld, Rect part, int corner, float depth)
        {
            var isRight = corner % 4 == 1 || corner % 4 == 2;
            var isHigh = corner % 4 == 2 || corner % 4 == 3;
            var point = toWorld * new Vector4(
                2f * (isRight ? part.xMax : part.xMin) - 1f, 2f * (isHigh ? part.yMax : part.yMin) - 1f, depth, 1f);
            return new Vector3(point.x, point.y, point.z) / point.w;
        }
    }
}
