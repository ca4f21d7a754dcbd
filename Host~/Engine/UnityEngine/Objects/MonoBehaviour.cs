#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host;

namespace UnityEngine
{
    public class MonoBehaviour : Behaviour
    {
        private bool _awakeBegan;
        private bool _isAwake;
        private bool _started;

        public MonoBehaviour()
        {
            Messages = ScriptMessages.Bind(this);
        }

        public bool useGUILayout { get; set; } = true;

        internal ScriptMessages Messages { get; }

        internal int ExecutionOrder => Messages.ExecutionOrder;

        // Nothing else comes before Awake has ended, even if Awake itself switches the script or its object on.
        internal override bool MayRun => _isAwake && GetsMessages;

        private bool GetsMessages => Application.isPlaying || Messages.RunsInEditMode;

        // Awake comes once, when the object is first active, even to a script that is disabled.
        internal void AwakenOnce()
        {
            if (_awakeBegan || IsDestroyed || !gameObject.activeInHierarchy || !GetsMessages)
            {
                return;
            }

            _awakeBegan = true;
            var succeeded = Send(Messages.Awake);
            if (!IsDestroyed)
            {
                // A script whose Awake failed is left off, as Unity does, rather than run half set up.
                enabled &= succeeded;
                _isAwake = true;
            }
        }

        internal void StartOnce()
        {
            if (!_started && IsLive)
            {
                _started = true;
                Send(Messages.Start);
            }
        }

        // Awake and Start came to the object, whatever scripts it has been seen by since.
        private protected override void TakeState(Object old)
        {
            base.TakeState(old);
            var script = (MonoBehaviour)old;
            (_awakeBegan, _isAwake, _started) = (script._awakeBegan, script._isAwake, script._started);
            useGUILayout = script.useGUILayout;
        }

        internal bool Send(Action message)
        {
            if (message == null)
            {
                return true;
            }

            try
            {
                message();
                return true;
            }
            catch (Exception exception)
            {
                Debug.LogException(exception, this);
                return false;
            }
        }

        internal override void BecameLive()
        {
            World.Scripts.Add(this);
            Send(Messages.OnEnable);
        }

        internal override void LeftLive()
        {
            World.Scripts.Remove(this);
            Send(Messages.OnDisable);
        }

        internal override void BeforeDestroy()
        {
            base.BeforeDestroy();
            if (_awakeBegan)
            {
                Send(Messages.OnDestroy);
            }
        }
    }
}
