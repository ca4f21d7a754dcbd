using Saccade.Looking;
using UnityEngine;

namespace Saccade
{
    /// <summary>Says which class an object of the scene belongs to: the truth that captured pictures are labelled with.</summary>
    [AddComponentMenu("Saccade/Class Label")]
    [DisallowMultipleComponent]
    public sealed class ClassLabel : MonoBehaviour, ILookedAt
    {
        [SerializeField]
        [Tooltip("Name of the class, as it appears among the model's labels and as the folder of captured pictures.")]
        private string _className = "";

        /// <summary>Name of the class, as it appears among the model's labels; empty where none was given.</summary>
        public string ClassName
        {
            get => _className;
            set => _className = value ?? "";
        }
    }
}
