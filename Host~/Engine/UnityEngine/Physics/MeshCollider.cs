namespace UnityEngine
{
    public class MeshCollider : Collider
    {
    }
}
