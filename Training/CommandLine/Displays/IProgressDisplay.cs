using System;
using Saccade.Training.Progress;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>Shows a training run to whoever started it.</summary>
    internal interface IProgressDisplay
    {
        /// <summary>Shows a run while it goes. What the run throws is passed on.</summary>
        void Show(Action<ITrainingObserver> run);

        /// <summary>The run failed.</summary>
        void ShowError(string message);

        /// <summary>The run was cancelled.</summary>
        /// <param name="output">The output folder, where it may go on.</param>
        void ShowCancelled(string output);
    }
}
