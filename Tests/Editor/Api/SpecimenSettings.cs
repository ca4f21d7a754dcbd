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
