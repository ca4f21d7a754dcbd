namespace UnityEngine.UIElements
{
    public class ProgressBar : AbstractProgressBar
    {
        public ProgressBar()
        {
            AddToClassList("unity-progress-bar");
        }
    }
}
