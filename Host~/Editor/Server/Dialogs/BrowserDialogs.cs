using System;
using System.Threading;

namespace Saccade.Host.Editor.Dialogs
{
    /// <summary>
    /// Asks in every open page; the first answer counts. The engine's thread waits in here and lets the scene go on meanwhile. With no
    /// page open for half a minute, nobody will answer: that counts as cancelled.
    /// </summary>
    internal sealed class BrowserDialogs : IEditorDialogs
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly Action<Func<bool>> _runUntil;
        private readonly FileRoots _roots;
        private readonly TimeProvider _time;
        private readonly Lock _lock = new();
        private DialogQuestion? _question;
        private string? _answer;
        private int _lastId;
        private int _pages;
        private long _left;

        /// <param name="runUntil">Lets the scene go on until its argument returns true, or the editor stops.</param>
        /// <param name="roots">What can be chosen.</param>
        /// <param name="time">The clock.</param>
        internal BrowserDialogs(Action<Func<bool>> runUntil, FileRoots roots, TimeProvider time)
        {
            _runUntil = runUntil;
            _roots = roots;
            _time = time;
            _left = time.GetTimestamp();
        }

        /// <summary>What is asked now, or null.</summary>
        internal DialogQuestion? Question
        {
            get
            {
                lock (_lock)
                {
                    return _question;
                }
            }
        }

        internal void EnterPage()
        {
            lock (_lock)
            {
                _pages++;
            }
        }

        internal void LeavePage()
        {
            lock (_lock)
            {
                _pages--;
                _left = _time.GetTimestamp();
            }
        }

        /// <summary>Answers a question. False: it was answered before, or what was chosen lies outside the roots.</summary>
        /// <param name="id">The question.</param>
        /// <param name="answer">The button's number, or the chosen path, or empty for none.</param>
        internal bool Answer(int id, string answer)
        {
            lock (_lock)
            {
                if (_question?.Id != id || _answer != null)
                {
                    return false;
                }

                if (_question.Kind is DialogKind.Folder or DialogKind.File && answer.Length > 0)
                {
                    if (_roots.Find(answer) is not { } real)
                    {
                        return false;
                    }

                    answer = real;
                }

                _answer = answer;
                return true;
            }
        }

        public string OpenFolder(string title, string folder, string defaultName) => Ask(new DialogQuestion
        {
            Kind = DialogKind.Folder,
            Title = title ?? "",
            Ok = "Choose folder",
            Cancel = "Cancel",
            Folder = Begin(folder),
        });

        public string OpenFile(string title, string folder, string extension) => Ask(new DialogQuestion
        {
            Kind = DialogKind.File,
            Title = title ?? "",
            Ok = "Choose file",
            Cancel = "Cancel",
            Folder = Begin(folder),
            Extension = extension ?? "",
        });

        public int Ask(string title, string message, string ok, string cancel, string other)
        {
            var answer = Ask(new DialogQuestion
            {
                Kind = DialogKind.Message,
                Title = title ?? "",
                Message = message ?? "",
                Ok = ok ?? "",
                Cancel = cancel ?? "",
                Other = other ?? "",
            });
            return answer.Length == 0 ? 1 : answer[0] - '0';
        }

        public void Reveal(string path) =>
            Ask(new DialogQuestion { Kind = DialogKind.Message, Title = "It lies here", Message = path ?? "", Ok = "Close" });

        public void Browse(string address) =>
            Ask(new DialogQuestion { Kind = DialogKind.Link, Title = "Open a page", Message = address ?? "", Ok = "Close" });

        private string Begin(string folder) => _roots.Find(folder) ?? (_roots.Roots.Count > 0 ? _roots.Roots[0] : "");

        private string Ask(DialogQuestion question)
        {
            lock (_lock)
            {
                if (_question != null)
                {
                    return "";
                }

                _question = question with { Id = ++_lastId };
                _answer = null;
            }

            _runUntil(IsOver);
            lock (_lock)
            {
                _question = null;
                return _answer ?? "";
            }
        }

        private bool IsOver()
        {
            lock (_lock)
            {
                return _answer != null || (_pages == 0 && _time.GetElapsedTime(_left) >= Patience);
            }
        }
    }
}
