using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Saccade.Benchmarks.PreprocessingBenchmark).Assembly).Run(args);
