using System;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>Shows a pull to a person.</summary>
    internal interface IPullDisplay
    {
        /// <summary>Shows a pull while it goes. What it throws is passed on.</summary>
        Task<T> ShowAsync<T>(Func<IPullObserver, Task<T>> pull);
    }
}
