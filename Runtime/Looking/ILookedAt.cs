namespace Saccade.Looking
{
    /// <summary>A component that makes of its object, and of what lies below it, one target of the attention.</summary>
    internal interface ILookedAt
    {
    }
}
