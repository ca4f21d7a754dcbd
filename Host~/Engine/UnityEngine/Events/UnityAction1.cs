namespace UnityEngine.Events
{
    public delegate void UnityAction<T0>(T0 arg0);
}
