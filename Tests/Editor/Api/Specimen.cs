#pragma warning disable CA1051, CA2211 // Scripts have public fields: they are what is tested here.
using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Events;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>A script with a value of each kind that the inspector knows.</summary>
    public sealed class Specimen : SpecimenBase
    {
        public const int Constant = 1;
        public static int Shared = 2;
        public readonly int Fixed = 3;

        [NonSerialized]
        public int Transient = 4;

        [HideInInspector]
        public int Hidden = 5;

        [Range(1, 10)]
        [Tooltip("How many.")]
        public int TopK = 3;

        [Header("Look")]
        [Min(0f)]
        public float Speed = 1.5f;

        public bool IsOn;
        public string Title = "none";
        public FilterMode Filter;
        public Vector3 Place;
        public Rect Area;
        public Color Tint;
        public Transform? Goal;
        public List<string> Names = ["a", "b"];
        public SpecimenSettings Settings;
        public UnityEvent Clicked = new();

        internal int Validations { get; private set; }

        private void OnValidate()
        {
            Validations++;
            Speed = Math.Min(Speed, 100f);
        }
    }
}
