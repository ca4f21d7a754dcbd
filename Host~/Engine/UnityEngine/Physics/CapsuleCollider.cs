namespace UnityEngine
{
    public class CapsuleCollider : Collider
    {
    }
}
