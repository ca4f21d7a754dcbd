#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public class Image : VisualElement
    {
        private Texture _image;
        private ScaleMode _scaleMode = ScaleMode.ScaleToFit;

        public Image()
        {
            AddToClassList("unity-image");
        }

        public Texture image
        {
            get => _image;
            set
            {
                // The same texture may have been painted anew.
                _image = value;
                MarkChanged();
            }
        }

        public ScaleMode scaleMode
        {
            get => _scaleMode;
            set => Set(ref _scaleMode, value);
        }
    }
}
