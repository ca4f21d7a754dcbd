using Saccade;
using UnityEngine;

namespace MyGame
{
    /// <summary>A door that opens while a camera sees what its trigger waits for. Set the label in the inspector of the trigger.</summary>
    [RequireComponent(typeof(LabelTrigger))]
    public sealed class LabelDoor : MonoBehaviour
    {
        [SerializeField]
        private Vector3 _open = new Vector3(0f, 3f, 0f);

        private Vector3 _closed;

        private void Start() => _closed = transform.localPosition;

        private void Update()
        {
            var goal = GetComponent<LabelTrigger>().IsEntered ? _closed + _open : _closed;
            transform.localPosition += (goal - transform.localPosition) * Mathf.Min(1f, 4f * Time.deltaTime);
        }
    }
}
