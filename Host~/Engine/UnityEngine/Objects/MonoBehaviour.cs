#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host;

namespace UnityEngine
{
    public class MonoBehaviour : Behaviour
    {
        private bool _started;

        public MonoBehaviour()
        {
            Messages = ScriptMessages.Bind(this);
        }

        public bool runInEditMode { get; set; }

        internal ScriptMessages Messages { get; }

        internal int ExecutionOrder => Messages.ExecutionOrder;

        internal bool WasAwakened { get; private set; }

        internal override bool MayRun => Application.isPlaying || Messages.RunsInEditMode || runInEditMode;

        public static void print(object message) => Debug.Log(message);

        // Awake comes once, when the object is first active, even to a script that is disabled.
        internal void AwakenOnce()
        {
            if (!WasAwakened && !IsDestroyed && gameObject.activeInHierarchy && MayRun)
            {
                WasAwakened = true;
                if (!Send(Messages.Awake))
                {
                    // A script whose Awake failed is left off, as Unity does, rather than run half set up.
                    enabled = false;
                }
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
            if (WasAwakened)
            {
                Send(Messages.OnDestroy);
            }
        }
    }
}
