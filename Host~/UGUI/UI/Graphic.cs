#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using UnityEngine.EventSystems;

namespace UnityEngine.UI
{
    /// <summary>Fills its canvas renderer anew, before the canvas is drawn, when it was called dirty.</summary>
    [DisallowMultipleComponent]
    [RequireComponent(typeof(RectTransform))]
    public abstract class Graphic : UIBehaviour
    {
        protected static Texture2D s_WhiteTexture;

        private static readonly VertexHelper Vertices = new VertexHelper();
        private static bool _isRebuilding;

        private CanvasRenderer _renderer;
        private bool _areVerticesDirty;
        private bool _isMaterialDirty;

        protected Graphic()
        {
        }

        public virtual Texture mainTexture => s_WhiteTexture;

        public virtual bool Raycast(Vector2 sp, Camera eventCamera) => isActiveAndEnabled;

        public virtual void SetVerticesDirty() => Mark(ref _areVerticesDirty);

        public virtual void SetMaterialDirty() => Mark(ref _isMaterialDirty);

        public Rect GetPixelAdjustedRect() => ((RectTransform)transform).rect;

        protected override void OnEnable()
        {
            base.OnEnable();
            s_WhiteTexture = Texture2D.whiteTexture;
            _renderer = GetComponent<CanvasRenderer>();
            if (_renderer == null)
            {
                _renderer = gameObject.AddComponent<CanvasRenderer>();
            }

            _renderer.Filling = Rebuild;
            SetVerticesDirty();
            SetMaterialDirty();
        }

        protected override void OnDisable()
        {
            if (_renderer != null)
            {
                _renderer.Filling = null;
                _renderer.Clear();
            }

            base.OnDisable();
        }

        protected virtual void OnPopulateMesh(VertexHelper vh)
        {
            vh.Clear();
            vh.AddQuad(GetPixelAdjustedRect(), new Rect(0f, 0f, 1f, 1f), Color.white);
        }

        private void Mark(ref bool isDirty)
        {
            if (_isRebuilding)
            {
                Debug.LogError(
                    $"Trying to add {name} ({GetType().Name}) for graphic rebuild while we are already inside a graphic rebuild loop. "
                    + "This is not supported.",
                    this);
            }
            else if (IsActive())
            {
                isDirty = true;
            }
        }

        private void Rebuild()
        {
            _isRebuilding = true;
            try
            {
                if (_areVerticesDirty)
                {
                    _areVerticesDirty = false;
                    OnPopulateMesh(Vertices);
                    Vertices.Fill(_renderer);
                }

                if (_isMaterialDirty)
                {
                    _isMaterialDirty = false;
                    _renderer.Texture = mainTexture;
                }
            }
            finally
            {
                _isRebuilding = false;
            }
        }
    }
}
