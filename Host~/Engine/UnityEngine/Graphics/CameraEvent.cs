namespace UnityEngine.Rendering
{
    public enum CameraEvent
    {
        AfterImageEffects = 19,
        AfterEverything = 20,
    }
}
