using System;
using System.ComponentModel;
using System.Diagnostics;
using Saccade.Editor.Training;

namespace Saccade.Editor.Retrain.Run
{
    /// <summary>A process that this editor started before its scripts were loaded anew: of it no stream is left, only its id.</summary>
    internal sealed class AttachedProcess
    {
        private readonly int _id;
        private readonly long _startTicks;

        /// <param name="id">Its id.</param>
        /// <param name="startTicks">
        /// When it began, so that another process with the same id isn't taken for it; see <see cref="FindStart"/>.
        /// </param>
        internal AttachedProcess(int id, long startTicks)
        {
            _id = id;
            _startTicks = startTicks;
        }

        /// <summary>Whether it is at work.</summary>
        internal bool IsAlive => FindStart(_id) == _startTicks && _startTicks != 0;

        /// <summary>When a process began, in ticks of universal time; 0 where there is none.</summary>
        internal static long FindStart(int id)
        {
            try
            {
                using (var process = Process.GetProcessById(id))
                {
                    return process.HasExited ? 0 : process.StartTime.ToUniversalTime().Ticks;
                }
            }
            catch (Exception e) when (e is ArgumentException || e is InvalidOperationException || e is Win32Exception)
            {
                return 0;
            }
        }

        /// <summary>Ends it. The run's folder holds what is needed to go on.</summary>
        internal void Kill()
        {
            try
            {
                if (IsAlive)
                {
                    using (var process = Process.GetProcessById(_id))
                    {
                        ProcessTree.Kill(process);
                    }
                }
            }
            catch (Exception e) when (e is ArgumentException || e is InvalidOperationException || e is Win32Exception)
            {
                // It ended by itself in between.
            }
        }
    }
}
