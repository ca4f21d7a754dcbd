using System;
using System.IO;
using System.Runtime.InteropServices;
using Saccade.Preprocessing;
using Saccade.Training.Export;
using Saccade.Training.Fitting;

namespace Saccade.Training.CommandLine
{
    internal static class Failures
    {
        /// <summary>What to tell the user about a failure.</summary>
        internal static string Describe(Exception error) => error switch
        {
            // These messages are written for the user.
            TrainingException or ModelFileException or ExportException or DivergedException or InvalidDataException => error.Message,
            IOException or UnauthorizedAccessException =>
                $"{error.Message.TrimEnd('.')}. Check the path, its permissions and the free space.",

            // TorchSharp says this when its native library can't be loaded, with a misleading advice to reference another package.
            NotSupportedException or DllNotFoundException or TypeInitializationException =>
                "The native library of TorchSharp can't be loaded. Build again on this machine with `dotnet build Training`. "
                + $"({error.GetBaseException().Message})",
            // TorchSharp passes on what its native code throws: the message first, then where it happened.
            ExternalException => $"{FirstLine(error)} Is there memory for the sizes in config.json?",
            _ => $"Something went wrong that should not: {error.GetType().Name}, {FirstLine(error)}. Please report it; "
                + $"{FailureReport.Write(error)}.",
        };

        private static string FirstLine(Exception error) => error.Message.Split('\n')[0].TrimEnd('\r', '.');
    }
}
