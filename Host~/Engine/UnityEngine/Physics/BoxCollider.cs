namespace UnityEngine
{
    public class BoxCollider : Collider
    {
    }
}
