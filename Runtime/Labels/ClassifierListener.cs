using System;
using System.Collections.Generic;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade
{
    /// <summary>
    /// What listens to a classifier and may lie on any object: it finds the classifier, looks at each result once, at the end of the frame
    /// in which it arrived, and notices when there are none any more.
    /// </summary>
    public abstract class ClassifierListener : MonoBehaviour
    {
        [SerializeField]
        [Tooltip("The object with the classifier. None: this object or one above it in the hierarchy, else the main camera.")]
        private GameObject? _classifier;

        private IClassifier? _found;
        private GameObject? _searched;
        private IReadOnlyList<string>? _labels;
        private long _frame;
        private double _seconds;
        private bool _isListening;

        // A reload of scripts would bring them back, and null as an empty text.
        [NonSerialized]
        private string? _missing;

        [NonSerialized]
        private string? _told;

        private protected ClassifierListener()
        {
        }

        /// <summary>
        /// The object with the classifier. Null: this object or the nearest above it in the hierarchy that has one, else the main camera.
        /// </summary>
        public GameObject? ClassifierObject
        {
            get => _classifier;
            set => _classifier = value;
        }

        /// <summary>The classifier that is listened to; null while there is none.</summary>
        public IClassifier? Classifier => Find();

        /// <summary>Why nothing can be heard, as one message to show; or null.</summary>
        public string? Notice => _missing ?? Fault;

        /// <summary>What is wrong besides a missing classifier, made anew only when it changes; or null.</summary>
        private protected virtual string? Fault => null;

        /// <summary>Takes in a result that was not there in the frame before.</summary>
        private protected abstract void Take(IClassifier classifier, Classification result);

        /// <summary>Called when there are no results any more, also when this component is disabled.</summary>
        private protected abstract void Lose();

        /// <summary>Lets the last result be taken again, as when a setting has changed.</summary>
        private protected void TakeAgain() => _labels = null;

        private void OnDisable()
        {
            if (_isListening)
            {
                _isListening = false;
                Lose();
            }

            _missing = null;
            _told = null;
            _found = null;
        }

        private void LateUpdate()
        {
            var classifier = Find();
            var result = classifier?.Result;
            if (result == null)
            {
                if (_isListening)
                {
                    _isListening = false;
                    Lose();
                }
            }
            else if (!_isListening || result.Stamp.Frame != _frame || result.Stamp.GameSeconds != _seconds || classifier!.Labels != _labels)
            {
                _isListening = true;
                _frame = result.Stamp.Frame;
                _seconds = result.Stamp.GameSeconds;
                _labels = classifier!.Labels;
                Take(classifier, result);
            }

            if (classifier == null && _missing == null)
            {
                _missing = (_classifier != null ? $"{_classifier.name} has no classifier: choose an object that has one"
                    : "there is no classifier on this object, above it, or on the main camera: add one, or choose the object that has it")
                    + ", such as a camera with a VitClassifier.";
            }
            else if (classifier != null)
            {
                _missing = null;
            }

            Tell();
        }

        private void Tell()
        {
            var notice = Notice;
            if (notice != null && notice != _told)
            {
                Debug.LogWarning($"{GetType().Name} on {name}: {notice}", this);
            }

            _told = notice;
        }

        // What was destroyed is nothing, which an interface alone doesn't know.
        private IClassifier? Find()
        {
            if (_found == null || _found is Object owner && owner == null || _searched != _classifier)
            {
                if (_searched != _classifier)
                {
                    _searched = _classifier;
                    _missing = null;
                }

                _found = _classifier != null ? _classifier.GetComponent<IClassifier>() : gameObject.GetComponentInParent<IClassifier>();
                if (_found == null && _classifier == null && Camera.main is { } camera && camera != null)
                {
                    _found = camera.GetComponent<IClassifier>();
                }
            }

            return _found;
        }
    }
}
