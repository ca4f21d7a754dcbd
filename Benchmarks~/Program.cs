using System;
using System.Collections.Generic;
using System.IO;
using BenchmarkDotNet.Running;
using Saccade.Benchmarks;
using Saccade.Benchmarks.Comparison;
using Saccade.Benchmarks.Models;

const string Usage =
    """
    bench realtime [options]     frame times of a scene with and without Saccade, and with the naive way; a few minutes
    bench overlay [options]      how truly each kind of attention map shows the object; a few minutes
    bench compare [options]      our exports and loader beside their peers, taking turns; a few minutes
    bench loader [options]       the loader of training pictures beside torchvision or Pillow; a minute
    bench features [options]     a head's training through the backbone and from cached features; a few minutes
    bench random-model [options] a model folder with random weights, for measuring time; seconds
    bench --filter 'PATTERN'     BenchmarkDotNet's measurements whose names match; '*' for all, about two minutes
    bench --list flat            their names

    bench compare --help tells the options, and so for the others. Reports land in .artifacts/benchmarks.
    """;

List<string> arguments = [.. args];
var named = arguments.IndexOf("--artifacts");
var artifacts = named >= 0 && named + 1 < arguments.Count ? arguments[named + 1] : Path.Combine(".artifacts", "benchmarks");
if (named >= 0)
{
    arguments.RemoveRange(named, Math.Min(2, arguments.Count - named));
}

switch (arguments is [var first, ..] ? first : "")
{
    case "compare":
        return CompareCommand.Make(artifacts).Parse(arguments[1..].ToArray()).Invoke();
    case "loader":
        return LoaderCommand.Make(artifacts).Parse(arguments[1..].ToArray()).Invoke();
    case "features":
        return FeaturesCommand.Make(artifacts).Parse(arguments[1..].ToArray()).Invoke();
    case "random-model":
        return RandomModelCommand.Make().Parse(arguments[1..].ToArray()).Invoke();
    case "" or "help" or "--help" or "-h" or "-?":
        Console.WriteLine(Usage);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PreprocessingBenchmark).Assembly).Run(args);
        return 0;
}
