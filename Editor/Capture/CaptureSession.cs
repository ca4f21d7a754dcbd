using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Saccade.Capture;
using UnityEditor;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Editor.Capture
{
    /// <summary>
    /// Captures a data set. The editor's update drives it, one picture a call at most; no clock is read. What is done can be
    /// interrupted anywhere: a new session for the same folder goes on where this one stopped, with the same pictures.
    /// </summary>
    internal sealed class CaptureSession : IDisposable
    {
        /// <summary>How many pictures may be on their way; a capture waits rather than fill the memory.</summary>
        public const int MaxInFlight = 8;

        private const int MaxReadFailures = 10;

        private readonly CaptureSettings _settings;
        private readonly string _folder;
        private readonly Camera _camera;
        private readonly CapturePlan _plan;
        private readonly DatasetIndex _index;
        private readonly PictureWriter _writer;
        private readonly SceneRandomizers _randomizers;
        private readonly Dictionary<string, int> _written = new Dictionary<string, int>();
        private HiddenCamera? _hidden;
        private AsyncGPUReadbackRequest _lastRequest;
        private int _reading;
        private int _readFailures;
        private int _untilNext;
        private bool _isSceneChanged;
        private bool _isDisposed;

        private CaptureSession(CaptureSettings settings, string folder, Camera camera, DatasetIndex index, Action<string, byte[]> write)
        {
            _settings = settings;
            _folder = folder;
            _camera = camera;
            _index = index;
            _plan = new CapturePlan(settings);
            _writer = new PictureWriter(folder, index, write);
            _randomizers = SceneRandomizers.Find();
            foreach (var line in index.Lines)
            {
                _plan.Take(line.ClassName, line.Scene, line.Frame);
                Count(line.ClassName);
            }
        }

        public CaptureState State { get; private set; } = CaptureState.Running;

        /// <summary>What happens, or why nothing does, in a sentence.</summary>
        public string Status { get; private set; } = "Capturing.";

        /// <summary>The data set's folder.</summary>
        public string Folder => _folder;

        public CaptureSettings Settings => _settings;

        /// <summary>The file of the last picture that was written; null before the first.</summary>
        public string? LastFile { get; private set; }

        /// <summary>Pictures that are rendered but not yet in their files.</summary>
        public int InFlight => _reading + _writer.Waiting;

        /// <summary>How many pictures have to be there in the end.</summary>
        public int Total
        {
            get
            {
                var total = 0;
                foreach (var className in _settings.Classes)
                {
                    total += _settings.TargetOf(className);
                }

                return total;
            }
        }

        /// <summary>Opens a folder's data set, or begins one, and captures from the next <see cref="Tick"/> on.</summary>
        /// <param name="settings">What to capture; copied.</param>
        /// <param name="camera">The camera whose pictures are taken.</param>
        /// <param name="isRunning">False for single pictures with <see cref="TakeOne"/> only.</param>
        /// <param name="write">Writes a file whole or not at all; <see cref="CaptureFile.Write"/> if null.</param>
        /// <exception cref="CaptureException">It can't be done as asked.</exception>
        /// <exception cref="CaptureConflictException">The folder's data set was begun with other settings.</exception>
        public static CaptureSession Open(
            CaptureSettings settings, Camera? camera, bool isRunning = true, Action<string, byte[]>? write = null)
        {
            if (!Application.isPlaying)
            {
                throw new CaptureException("The game isn't running. Press play, then capture.");
            }

            if (camera == null)
            {
                throw new CaptureException("Camera: none is chosen. Choose the one whose pictures to capture.");
            }

            if (GraphicsSettings.currentRenderPipeline != null && CameraStacks.Source != null && CameraStacks.Source.IsOverlay(camera))
            {
                throw new CaptureException(
                    $"Camera '{camera.name}': it is an Overlay camera of URP, which makes no picture of its own. Choose its Base camera, "
                    + "whose pictures have what the Overlay camera draws.");
            }

            settings = settings.Clone();
            settings.Validate();
            var folder = Path.GetFullPath(settings.Folder);
            RequireRandomizers(settings);
            write ??= CaptureFile.Write;
            Prepare(settings, folder, write);
            var session = new CaptureSession(settings, folder, camera, DatasetIndex.Open(folder), write);
            if (!isRunning)
            {
                session.Rest("Ready for single pictures.");
            }

            return session;
        }

        /// <summary>How many pictures of a class are in their files.</summary>
        public int CountOf(string className) => _written.TryGetValue(className, out var count) ? count : 0;

        /// <summary>Goes on by one update: notes what was written, and takes the next picture when it is due and there is room.</summary>
        public void Tick()
        {
            if (_isDisposed)
            {
                return;
            }

            NoteProgress();
            if (State != CaptureState.Running)
            {
                return;
            }

            if (!Application.isPlaying)
            {
                Pause("The game was stopped. Press play and start again to go on.");
            }
            else if (_camera == null)
            {
                Fail("The camera is gone: it was destroyed while its pictures were captured. Choose a camera and start again to go on.");
            }
            else if (_plan.IsComplete)
            {
                FinishWhenWritten();
            }
            else if (!EditorApplication.isPaused && --_untilNext <= 0 && InFlight < MaxInFlight)
            {
                TakeNext();
            }
        }

        /// <summary>Takes one picture now, whether the capture runs or is paused; its status says if it didn't.</summary>
        public void TakeOne()
        {
            NoteProgress();
            if (_isDisposed || State == CaptureState.Failed || State == CaptureState.Finished)
            {
                return;
            }

            if (!Application.isPlaying || _camera == null)
            {
                Status = _camera == null ? "The camera is gone. Choose one and start again." : "The game isn't running. Press play first.";
            }
            else if (InFlight >= MaxInFlight)
            {
                Status = $"{InFlight} pictures are still being written. Try again in a moment.";
            }
            else
            {
                TakeNext();
            }

            if (State == CaptureState.Paused)
            {
                GiveSceneBack();
            }
        }

        /// <summary>Takes no more pictures and gives the scene back; what was taken is still written.</summary>
        public void Pause(string reason = "Paused. Start goes on where it stopped.")
        {
            if (State == CaptureState.Running)
            {
                Rest(reason);
            }
        }

        /// <summary>Captures again after <see cref="Pause"/>.</summary>
        public void Resume()
        {
            if (State != CaptureState.Paused)
            {
                return;
            }

            State = CaptureState.Running;
            Status = "Capturing.";
        }

        /// <summary>Waits until what has arrived is written or has failed.</summary>
        internal void FlushWrites() => _writer.Flush();

        /// <summary>Ends it: waits for what is being written, gives the scene back and closes the folder.</summary>
        public void Dispose()
        {
            if (_isDisposed)
            {
                return;
            }

            if (_reading > 0 && Application.isPlaying)
            {
                AsyncGPUReadback.WaitAllRequests();
            }

            _isDisposed = true;
            _writer.Flush();
            NoteWritten();
            GiveSceneBack();
            _hidden?.Dispose();
            _hidden = null;
            _index.Dispose();
        }

        private static void RequireRandomizers(CaptureSettings settings)
        {
            if (settings.Source != ClassSource.Randomizers)
            {
                return;
            }

            var offered = SceneRandomizers.Find().Classes;
            if (offered.Count == 0)
            {
                throw new CaptureException(
                    "Class from randomizers: no component in the scene implements ICaptureRandomizer with classes that it can show. Add "
                    + "one, or take the class from labelled objects or by name.");
            }

            foreach (var className in settings.Classes)
            {
                if (!Contains(offered, className))
                {
                    throw new CaptureException(
                        $"Class '{className}': no randomizer of the scene can show it; they show {string.Join(", ", offered)}. Remove it "
                        + "from the classes, or take the class from labelled objects or by name.");
                }
            }
        }

        private static bool Contains(IReadOnlyList<string> names, string name)
        {
            foreach (var candidate in names)
            {
                if (candidate == name)
                {
                    return true;
                }
            }

            return false;
        }

        private static void Prepare(CaptureSettings settings, string folder, Action<string, byte[]> write)
        {
            var existing = CaptureSettings.Read(folder);
            if (existing != null)
            {
                settings.RequireSame(existing, folder);
            }
            else
            {
                RequireUnused(folder);
            }

            try
            {
                Directory.CreateDirectory(folder);
                write(Path.Combine(folder, CaptureSettings.FileName), Encoding.UTF8.GetBytes(settings.ToJson()));
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new CaptureException(
                    $"Output folder {folder}: can't be written ({e.Message}). Make it writable, make room, or choose another.", e);
            }
        }

        private static void RequireUnused(string folder)
        {
            foreach (var split in new[] { "train", "validation", "test" })
            {
                if (Directory.Exists(Path.Combine(folder, split)))
                {
                    throw new CaptureException(
                        $"Output folder {folder}: holds a folder '{split}' but no {CaptureSettings.FileName}, so its pictures were not "
                        + "captured here. Choose another folder, so that the two don't mix.");
                }
            }
        }

        private void TakeNext()
        {
            _untilNext = _settings.Every;
            try
            {
                var next = Choose();
                if (next is PlannedPicture picture)
                {
                    Take(picture);
                }
            }
            catch (CaptureException e)
            {
                Fail(e.Message);
            }
        }

        private PlannedPicture? Choose()
        {
            if (_settings.Source == ClassSource.Randomizers)
            {
                var next = _plan.Next();
                if (next == null)
                {
                    Status = "Every class has its target. Raise the targets for more.";
                }

                return next;
            }

            var className = _settings.Source == ClassSource.Named ? _settings.ClassName : SeenClass();
            if (className == null)
            {
                Status = "Waiting: no object with a ClassLabel is in view.";
            }
            else if (!_plan.Contains(className))
            {
                Status = $"Waiting: '{className}' is in view, which isn't one of the classes ({string.Join(", ", _settings.Classes)}).";
            }
            else if (_plan.IsFull(className))
            {
                Status = $"Waiting: there are {_plan.CountOf(className)} pictures of '{className}' already, as many as asked for.";
            }
            else
            {
                return _plan.NextOf(className);
            }

            return null;
        }

        private string? SeenClass()
        {
            Hidden().Follow(_camera);
            return SceneLabels.FindClass(Hidden().Camera);
        }

        private void Take(PlannedPicture picture)
        {
            if (_settings.Source != ClassSource.LabelledObject)
            {
                Arrange(picture);
            }

            var hidden = Hidden();
            hidden.Follow(_camera);
            var line = Describe(picture, hidden.Camera);
            _plan.Take(picture.ClassName, picture.Scene, picture.Frame);
            _reading++;
            _lastRequest = hidden.Take(request => Receive(request, picture, line));
            Status = State == CaptureState.Running ? "Capturing." : $"Took one picture of '{picture.ClassName}'.";
        }

        // Randomizers place things by the camera's view, which has the picture's shape, not the screen's.
        private void Arrange(PlannedPicture picture)
        {
            if (_randomizers.Count == 0)
            {
                return;
            }

            _isSceneChanged = true;
            var before = _camera.aspect;
            _camera.aspect = (float)_settings.Width / _settings.Height;
            try
            {
                _randomizers.Randomize(_settings, picture, _camera);
                if (_camera == null)
                {
                    throw new CaptureException("A randomizer destroyed the camera. Mend it, choose a camera and start again.");
                }
            }
            finally
            {
                if (_camera != null)
                {
                    // Whether the aspect was set by hand can't be asked.
                    _camera.ResetAspect();
                    if (Mathf.Abs(_camera.aspect - before) > 1e-4f)
                    {
                        _camera.aspect = before;
                    }
                }
            }
        }

        private IndexLine Describe(PlannedPicture picture, Camera camera)
        {
            var position = camera.transform.position;
            var rotation = camera.transform.rotation;
            return new IndexLine
            {
                File = picture.File,
                ClassName = picture.ClassName,
                Split = picture.Split,
                Seed = _settings.Seed,
                Scene = picture.Scene,
                Frame = picture.Frame,
                Width = _settings.Width,
                Height = _settings.Height,
                CameraPosition = new[] { position.x, position.y, position.z },
                CameraRotation = new[] { rotation.x, rotation.y, rotation.z, rotation.w },
                FieldOfView = camera.fieldOfView,
            };
        }

        private HiddenCamera Hidden() => _hidden ??= new HiddenCamera(_settings.Width, _settings.Height);

        private void Receive(AsyncGPUReadbackRequest request, PlannedPicture picture, IndexLine line)
        {
            _reading--;
            if (_isDisposed)
            {
                return;
            }
            // After a lost one, later ones would get their lines before it, and the set would differ from an undisturbed one's.
            if (request.hasError || State == CaptureState.Failed)
            {
                _plan.GiveBack(picture);
                if (++_readFailures >= MaxReadFailures)
                {
                    Fail($"The graphics device failed to return {MaxReadFailures} pictures in a row. Start again to go on.");
                }

                return;
            }

            _readFailures = 0;
            _writer.Add(new CapturedPicture(picture, line, request.GetData<byte>().ToArray()));
        }

        private void NoteProgress()
        {
            // Without this nothing arrives while the game is paused.
            if (_reading > 0)
            {
                _lastRequest.Update();
            }

            NoteWritten();
            if (_writer.Failure is Exception failure && State != CaptureState.Failed)
            {
                Fail(
                    $"Output folder {_folder}: a picture can't be written ({failure.Message}). All pictures in the index are whole. "
                    + "Make room, or make the folder writable, and start again to go on.");
            }
        }

        private void NoteWritten()
        {
            while (_writer.TryTakeWritten(out var picture))
            {
                Count(picture!.Plan.ClassName);
                LastFile = Path.Combine(_folder, picture.Plan.File.Replace('/', Path.DirectorySeparatorChar));
            }
        }

        private void Count(string className) => _written[className] = CountOf(className) + 1;

        private void FinishWhenWritten()
        {
            if (InFlight > 0)
            {
                return;
            }

            NoteWritten();
            // A failure in the last picture shows with the next tick.
            if (_writer.Failure != null)
            {
                return;
            }

            State = CaptureState.Finished;
            Status = $"Finished: {Total} pictures of {_settings.Classes.Count} classes in {_folder}.";
            // Others may read the index now, while the window still shows how it went.
            _index.Dispose();
            GiveSceneBack();
        }

        private void Rest(string reason)
        {
            State = CaptureState.Paused;
            Status = reason;
            GiveSceneBack();
        }

        private void Fail(string message)
        {
            State = CaptureState.Failed;
            Status = message;
            GiveSceneBack();
        }

        private void GiveSceneBack()
        {
            if (!_isSceneChanged)
            {
                return;
            }

            _isSceneChanged = false;
            _randomizers.Restore();
        }
    }
}
