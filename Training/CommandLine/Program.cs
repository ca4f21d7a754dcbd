using System;

namespace Saccade.Training.CommandLine
{
    internal static class Program
    {
        private static int Main(string[] args) => Commands.Run(args, Console.Out, Console.Error);
    }
}
