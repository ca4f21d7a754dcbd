using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Saccade.Editor;
using Saccade.Samples.Shapes;
using UnityEngine;

namespace Saccade.Host.Editor
{
    internal static class Program
    {
        private static Task<int> Main(string[] arguments)
        {
            Option<int> port = new("--port") { Description = "Port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 0 };
            Option<DirectoryInfo?> model = new("--model") { Description = "Model folder for classifiers that are added, such as saccade-demo/model." };
            RootCommand root = new(
                "The stand-in editor: shows the Shapes scene in a browser on this machine, with the menu entries of the package.\n"
                + "Try: ./saccade demo, then ./saccade editor --model saccade-demo/model, and choose Tools > Saccade > Classify What The Camera Sees.")
            {
                port,
                model,
            };
            root.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(port), parsed.GetValue(model), cancellation));
            return root.Parse(arguments).InvokeAsync();
        }

        private static async Task<int> RunAsync(int port, DirectoryInfo? model, CancellationToken cancellation)
        {
            EditorDomain.Load([typeof(TrainingProcess).Assembly]);
            EditorMenu menu = new([typeof(TrainingProcess).Assembly]);
            if (model != null)
                menu.Executed += () => GiveModel(model.FullName);
            string token = EditorServer.CreateToken();
            using EditorSession session = new(new HostOptions { Width = 960, Height = 540 }, CreateScene);
            try
            {
                await session.StartAsync().ConfigureAwait(false);
                WebApplication app = EditorServer.Create(session, menu, port, token);
                await using (app.ConfigureAwait(false))
                {
                    await app.StartAsync(cancellation).ConfigureAwait(false);
                    string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
                    Console.WriteLine($"The editor is at {address}/?token={token}");
                    Console.WriteLine("Ctrl-C stops it.");
                    await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
                }

                return 0;
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
            catch (Exception e) when (e is HostException or IOException)
            {
                await Console.Error.WriteLineAsync("saccade editor: " + e.Message).ConfigureAwait(false);
                return 1;
            }
        }

        private static void CreateScene() => new GameObject("Main Camera", typeof(Camera)) { tag = "MainCamera" }.AddComponent<ShapesQuickstart>();

        // In Unity the user sets the folder in the inspector; here it comes from the command line.
        private static void GiveModel(string folder)
        {
            foreach (VitClassifier classifier in UnityEngine.Object.FindObjectsByType<VitClassifier>(FindObjectsSortMode.None))
            {
                if (classifier.ModelFolder.Length == 0)
                    classifier.Load(folder);
            }
        }
    }
}
