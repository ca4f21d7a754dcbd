#pragma warning disable IDE0044 // The inspector writes it.
using UnityEngine;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>A script's base class with a private value of its own.</summary>
    public abstract class SpecimenBase : MonoBehaviour
    {
        [SerializeField]
        private int _inherited = 7;

        internal int Inherited => _inherited;
    }
}
