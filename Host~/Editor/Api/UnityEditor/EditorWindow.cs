#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Linq;
using System.Reflection;
using Saccade.Host.Editor;
using UnityEngine;
using UnityEngine.UIElements;

namespace UnityEditor
{
    public class EditorWindow : ScriptableObject
    {
        private const BindingFlags OwnMethods =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        private VisualElement _root;
        private GUIContent _title;
        private ElementPanel _panel;
        private bool _isOpen;

        // Made when it is first asked for: while the window is constructed there may be no elements.
        public VisualElement rootVisualElement => _root ??= new VisualElement();

        public GUIContent titleContent
        {
            get => _title ??= new GUIContent(GetType().Name);
            set
            {
                _title = value;
                EditorWindows.MarkChanged();
            }
        }

        public Vector2 minSize { get; set; } = new Vector2(100f, 100f);

        internal ElementPanel Panel => _panel;

        internal static T GetWindow<T>()
            where T : EditorWindow => GetWindow<T>(false, null, true);

        public static T GetWindow<T>(string title)
            where T : EditorWindow => GetWindow<T>(false, title, true);

        public static T GetWindow<T>(bool utility, string title, bool focus)
            where T : EditorWindow
        {
            var window = EditorWindows.Open.OfType<T>().FirstOrDefault();
            var isNew = window == null;
            if (isNew)
            {
                window = CreateInstance<T>();
            }

            if (title != null)
            {
                window.titleContent = new GUIContent(title);
            }

            if (isNew)
            {
                window.Show();
            }
            else if (focus)
            {
                window.Focus();
            }

            return window;
        }

        internal static bool HasOpenInstances<T>()
            where T : EditorWindow => EditorWindows.Open.OfType<T>().Any();

        public void Show()
        {
            if (!_isOpen)
            {
                _isOpen = true;
                _panel = new ElementPanel(rootVisualElement);
                EditorWindows.Add(this);
                Send("OnEnable");
                Send("CreateGUI");
            }

            Focus();
        }

        public void Focus()
        {
            EditorWindows.BringToFront(this);
            Send("OnFocus");
        }

        public void Close()
        {
            if (!_isOpen)
            {
                return;
            }

            _isOpen = false;
            EditorWindows.Remove(this);
            rootVisualElement.SetPanel(null);
            Send("OnDisable");
            DestroyImmediate(this);
        }

        internal void Tick(long milliseconds, Action<Exception> fail)
        {
            Send("Update");
            _panel?.Tick(milliseconds, fail);
        }

        internal override void BeforeDestroy()
        {
            if (_isOpen)
            {
                Close();
            }

            Send("OnDestroy");
        }

        private void Send(string message)
        {
            MethodInfo method = null;
            for (var level = GetType(); level != typeof(EditorWindow) && method == null; level = level.BaseType)
            {
                method = level.GetMethod(message, OwnMethods, Type.EmptyTypes);
            }

            try
            {
                method?.CreateDelegate<Action>(this)();
            }
#pragma warning disable CA1031 // A window's failure is that window's, as in Unity.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e, this);
            }
        }
    }
}
