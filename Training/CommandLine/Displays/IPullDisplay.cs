using System;
using System.Threading.Tasks;
using Saccade.Training.Download;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>Shows a pull to a person.</summary>
    internal interface IPullDisplay
    {
        /// <summary>Shows a pull while it goes. What it throws is passed on.</summary>
        Task<T> ShowAsync<T>(Func<IDownloadObserver, Task<T>> pull);
    }
}
