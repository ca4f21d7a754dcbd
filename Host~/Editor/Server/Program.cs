using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;
using Saccade.Editor;
using Saccade.Host.Editor.Dialogs;
using Saccade.Host.Editor.Menu;
using Saccade.Host.Editor.Project;
using Saccade.Host.Editor.Session;
using Saccade.Host.Editor.Web;
using Saccade.Host.Editor.Windows;
using Saccade.Host.Tooling;
using UnityEditor;

namespace Saccade.Host.Editor
{
    internal static class Program
    {
        private static Task<int> Main(string[] arguments)
        {
            var port = NumberOption.Make("--port", 0, 0, 65535, "Port on 127.0.0.1; 0 takes a free one.");
            port.HelpName = "N";
            Option<string> scene = new("--scene")
            {
                Description = SceneCatalogue.Help,
                DefaultValueFactory = _ => SceneCatalogue.All[0].Name,
                HelpName = "NAME",
            };
            Option<string> project = new("--project")
            {
                Description =
                    "The project folder: models lie in its Assets/StreamingAssets, data sets in its Datasets, runs in its Runs. It is "
                    + "made if it isn't there.",
                DefaultValueFactory = _ => "saccade-editor",
                HelpName = "DIR",
            };
            Option<string[]> roots = new("--root")
            {
                Description =
                    "A further folder that file dialogs may show, besides the project and the current one. Can be given several times.",
                HelpName = "DIR",
            };
            RootCommand root = new(
                "The stand-in editor: shows a running scene in a browser on this machine, with hierarchy, inspector and the windows of the "
                + "package.\n\n"
                + "  ./saccade editor                          the Shapes scene; open the printed address\n"
                + "  ./saccade editor --port 8111              the same address each time, such as behind ssh -L "
                + "8111:127.0.0.1:8111 machine\n"
                + "  ./saccade editor --root ~/datasets        file dialogs show that folder too\n\n"
                + "In the page: choose Main Camera in the Hierarchy, then Add Component, Vit Classifier. It takes the base model that the "
                + "first start puts\n"
                + "into the project. Tools > Saccade captures data sets and retrains. Documentation~/quickstart.md goes through it with "
                + "pictures.")
            {
                port,
                scene,
                project,
                roots,
            };
            root.SetAction((parsed, cancellation) =>
                RunAsync(
                    parsed.GetValue(port), parsed.GetValue(scene)!, parsed.GetValue(project)!, parsed.GetValue(roots) ?? [], cancellation));
            return root.Parse(arguments).InvokeAsync();
        }

        private static async Task<int> RunAsync(int port, string scene, string folder, string[] roots, CancellationToken cancellation)
        {
            try
            {
                var opened = SceneCatalogue.Find(scene);
                foreach (var missing in roots.Where(given => !Directory.Exists(given)))
                {
                    throw new IOException($"--root {missing}: there is no such folder.");
                }

                EditorProject project = new(folder);
                await project.AddBaseModelAsync(Console.WriteLine, cancellation).ConfigureAwait(false);
                FileRoots allowed =
                    new([project.Folder, project.Datasets, project.StreamingAssets, Directory.GetCurrentDirectory(), .. roots]);
                await ServeAsync(port, opened, project, allowed, cancellation).ConfigureAwait(false);
                return 0;
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
            catch (Exception e) when (e is HostException or IOException or UnauthorizedAccessException or SocketException)
            {
                var reason = e is AddressInUseException || e.InnerException is AddressInUseException
                    ? $"port {port} is in use. Choose another with --port, or leave it out for a free one."
                    : e.Message;
                await Console.Error.WriteLineAsync("saccade editor: " + reason).ConfigureAwait(false);
                return 1;
            }
        }

        private static async Task ServeAsync(
            int port, SceneEntry scene, EditorProject project, FileRoots roots, CancellationToken cancellation)
        {
            EditorPrefs.Store = new PreferenceFile(Path.Combine(project.Folder, ".preferences.json"));
            EditorDomain.Load([typeof(TrainingProcess).Assembly]);
            EditorMenu menu = new([typeof(EditMenu).Assembly, typeof(TrainingProcess).Assembly]);
            var token = EditorServer.CreateToken();
            using EditorSession session = new(new HostOptions { Width = 960, Height = 540, DataPath = project.Assets }, scene.Fill);
            await session.StartAsync().ConfigureAwait(false);
            using EditorModel model = new(session, menu, roots, TimeProvider.System);
            var app = EditorServer.Create(model, session, new GameInput(), port, token);
            await using (app.ConfigureAwait(false))
            {
                await app.StartAsync(cancellation).ConfigureAwait(false);
                Console.WriteLine($"The editor is at {app.Urls.First()}/?token={token}");
                Console.WriteLine(
                    "Open that whole address in a browser. Then: Main Camera in the Hierarchy, Add Component, Vit Classifier.");
                Console.WriteLine("Ctrl-C stops it.");
                await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
            }
        }
    }
}
