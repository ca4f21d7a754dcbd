namespace UnityEngine
{
    public class Collider : Component
    {
    }
}
