namespace UnityEngine.Events
{
    public delegate void UnityAction();
}
