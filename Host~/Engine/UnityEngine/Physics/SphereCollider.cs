namespace UnityEngine
{
    public class SphereCollider : Collider
    {
    }
}
