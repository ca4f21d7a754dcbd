using System.Collections.Generic;
using Saccade.Capture;
using UnityEngine;

namespace Saccade.Samples.Shapes
{
    /// <summary>
    /// Shows the shapes that a data set is captured of: by default those that the sample's base model has not learnt. It borrows the
    /// scene of a <see cref="ShapesQuickstart"/> on the captured camera, or makes one of its own for the time.
    /// </summary>
    [AddComponentMenu("Saccade/Samples/Shapes Randomizer")]
    [DisallowMultipleComponent]
    public sealed class ShapesRandomizer : MonoBehaviour, ICaptureRandomizer
    {
        private ShapesQuickstart? _quickstart;

        private ShapesScene? _own;

        private Camera? _camera;

        private (Vector3 Position, Quaternion Rotation, float FieldOfView, float Near, float Far,
            CameraClearFlags Clear, Color Color) _before;

        /// <inheritdoc/>
        public IReadOnlyList<string> Classes => ShapesCatalogue.NewClasses;

        /// <inheritdoc/>
        public void Randomize(CaptureScene scene)
        {
            if (_camera == null)
            {
                Borrow(scene.Camera);
            }

            (_quickstart != null ? _quickstart.Scene : _own)!.Show(scene.Seed, scene.ClassName, scene.Frame);
        }

        /// <inheritdoc/>
        public void Restore()
        {
            if (_quickstart != null)
            {
                _quickstart.Restart();
            }
            else if (_own != null)
            {
                _own.Dispose();
                GiveCameraBack();
            }

            _own = null;
            _quickstart = null;
            _camera = null;
        }

        private void Borrow(Camera camera)
        {
            _camera = camera;
            var place = camera.transform;
            _before = (
                place.position, place.rotation, camera.fieldOfView, camera.nearClipPlane, camera.farClipPlane, camera.clearFlags,
                camera.backgroundColor);
            var quickstart = camera.GetComponent<ShapesQuickstart>();
            if (quickstart != null && quickstart.Scene != null)
            {
                _quickstart = quickstart;
            }
            else
            {
                _own ??= new ShapesScene(camera);
            }
        }

        private void GiveCameraBack()
        {
            if (_camera == null)
            {
                return;
            }

            _camera.transform.SetPositionAndRotation(_before.Position, _before.Rotation);
            _camera.fieldOfView = _before.FieldOfView;
            _camera.nearClipPlane = _before.Near;
            _camera.farClipPlane = _before.Far;
            _camera.clearFlags = _before.Clear;
            _camera.backgroundColor = _before.Color;
        }

        private void OnDestroy()
        {
            _own?.Dispose();
            _own = null;
        }
    }
}
