#pragma warning disable CA1051, CS0649 // Scripts have public fields, and the inspector writes them.
using System;
using UnityEngine;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>A nested value of <see cref="Specimen"/>.</summary>
    [Serializable]
    public struct SpecimenSettings
    {
        public int Count;

        [SerializeField]
        internal Vector2 _size;
    }
}
