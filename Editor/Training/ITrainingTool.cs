using System;
using System.Collections.Generic;
using System.Threading;

namespace Saccade.Editor
{
    /// <summary>Runs the training tool's commands.</summary>
    public interface ITrainingTool
    {
        /// <summary>Runs one command to its end. Blocks: call it from a thread that may.</summary>
        /// <param name="arguments">The tool's arguments, such as <c>train --model DIR …</c>; <c>--progress json</c> is added.</param>
        /// <param name="listener">Told how it goes.</param>
        /// <param name="cancellation">Asks the tool to stop at the next step, with everything it has saved.</param>
        /// <returns>The <c>finished</c> event.</returns>
        /// <exception cref="OperationCanceledException">It was cancelled, here or at the tool's own end.</exception>
        /// <exception cref="TrainingToolException">It failed, died, fell silent or could not be started.</exception>
        TrainingEvent Run(IEnumerable<string> arguments, ITrainingListener listener, CancellationToken cancellation);
    }
}
