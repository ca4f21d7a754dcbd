using System;
using System.Collections.Generic;
using System.IO;

namespace Saccade.Host.ApiSurface
{
    /// <summary>Writes the list of what the stand-in engine and editor offer, and makes them refuse what Unity refuses by it.</summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            switch (arguments)
            {
                case ["list", var sources, var host, var assemblies]:
                    return new SurfaceList(host, assemblies).Write(sources);
                case ["why", var source, var assemblies, var type]:
                    return Explain(HostAssemblies.Read(assemblies), UnitySource.Parse(source), type);
                case ["guard", var table, var references, var assembly]:
                    GuardWriter.Write(assembly, SurfaceLine.Parse(File.ReadAllText(table)), File.ReadAllLines(references));
                    return 0;
                default:
                    Console.Error.WriteLine(
                        "usage: dotnet run --project Host~/ApiSurface -- VERB …\n"
                        + "list SOURCES HOST ASSEMBLIES\n"
                        + "  SOURCES     a folder with one folder a Unity version (2017.1 … the newest), each a checked-out branch of\n"
                        + "              that name of Unity's C# reference source, as `git archive VERSION` gives it\n"
                        + $"  HOST        the folder Host~, in which {SurfaceList.FileName} is written\n"
                        + "  ASSEMBLIES  a folder with the stand-in's assemblies: .artifacts/bin/Saccade.Package.Tests/release\n"
                        + "  Prints every member that Unity 2022.3 lacks or declares otherwise; then the exit status is 1. What later\n"
                        + "  versions lack is printed, and is no failure. A member is the main thread's when it is so in one of\n"
                        + $"  {string.Join(", ", SurfaceList.FollowedVersions)} or the newest; it is obsolete since\n"
                        + "  the first version from which on all call it so, or lack it.\n"
                        + "why SOURCE ASSEMBLIES TYPE\n"
                        + "  Prints by which calls a type's members come to native ones of the main thread's, in one version's folder.\n"
                        + "guard TABLE REFERENCES ASSEMBLY\n"
                        + "  Puts a check at the beginning of what is the main thread's in an assembly of the stand-in; the build does.\n"
                        + "  REFERENCES is a file with the paths of the assemblies that it was compiled against.");
                    return 2;
            }
        }

        private static int Explain(IReadOnlyList<(ApiMember Member, string? Package)> surface, UnitySource source, string type)
        {
            foreach (var (member, _) in surface)
            {
                if (member.Type == type || type == "*")
                {
                    var path = source.NativePath(member);
                    if (path.Count > 0)
                    {
                        Console.WriteLine($"{member.Type}: {member.Declaration}:\n    {string.Join("\n    ", path)}");
                    }
                }
            }

            return 0;
        }
    }
}
