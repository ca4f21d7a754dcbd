using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>A copy of some parameters' values to come back to.</summary>
    internal sealed class Snapshot : IDisposable
    {
        private readonly IReadOnlyList<Parameter> _parameters;
        private readonly Tensor[] _copies;

        internal Snapshot(IReadOnlyList<Parameter> parameters)
        {
            _parameters = parameters;
            _copies = parameters.Select(parameter => parameter.detach().clone().DetachFromDisposeScope()).ToArray();
        }

        public void Dispose()
        {
            Array.ForEach(_copies, copy => copy.Dispose());
        }

        /// <summary>Takes the values as they are now.</summary>
        internal void Take()
        {
            Copy((parameter, copy) => copy.copy_(parameter));
        }

        /// <summary>Gives the parameters the values taken last.</summary>
        internal void Restore()
        {
            Copy((parameter, copy) => parameter.copy_(copy));
        }

        private void Copy(Action<Tensor, Tensor> copy)
        {
            using var frozen = no_grad();
            for (var i = 0; i < _copies.Length; i++)
            {
                copy(_parameters[i], _copies[i]);
            }
        }
    }
}
