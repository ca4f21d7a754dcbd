using System;
using Saccade.Training.CommandLine;

namespace Saccade.Training
{
    internal static class Program
    {
        private static int Main(string[] args)
        {
            return Commands.Run(args, Console.Out, Console.Error);
        }
    }
}
