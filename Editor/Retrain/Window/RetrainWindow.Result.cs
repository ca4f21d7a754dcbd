using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Saccade.Editor.Classifier;
using Saccade.Editor.Retrain.Window;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor
{
    /// <content>What a finished run has made, and handing it to a camera.</content>
    public sealed partial class RetrainWindow
    {
        private const int LargestTable = 20;
        private const int MaxConfusions = 20;
        private const float CellSize = 44f;

        private readonly List<Texture2D> _pictures = new List<Texture2D>();
        private readonly CameraSwap _swap = new CameraSwap();
        private VisualElement _result = null!;
        private VisualElement _confusion = null!;
        private VisualElement _mistakes = null!;
        private DropdownField _classifier = null!;
        private Button _use = null!;
        private HelpBox _useResult = null!;
        private VitClassifier[] _classifiers = Array.Empty<VitClassifier>();
        private string? _shownOutput;

        private VisualElement MakeResultArea()
        {
            _shownOutput = null;
            _result = new VisualElement { name = "result" };
            _result.style.marginTop = 8f;
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            _classifier = new DropdownField("Camera") { name = "classifier", tooltip = "The camera whose classifier gets the new model." };
            _classifier.style.flexGrow = 1f;
            _use = new Button(OnUse)
            {
                text = "Use on camera",
                name = "use-on-camera",
                tooltip = "Copies what a game needs into StreamingAssets, and swaps it into the scene without stopping it.",
            };
            row.Add(_classifier);
            row.Add(_use);
            _result.Add(row);
            _useResult = new HelpBox("", HelpBoxMessageType.Info) { name = "use-result" };
            SetShown(_useResult, false);
            _result.Add(_useResult);
            _confusion = new VisualElement { name = "confusion" };
            _mistakes = new VisualElement { name = "mistakes" };
            _result.Add(_confusion);
            _result.Add(_mistakes);
            SetShown(_result, false);
            return _result;
        }

        private void ShowResult(string? output)
        {
            if (output == _shownOutput)
            {
                return;
            }

            _shownOutput = output;
            SetShown(_result, output != null);
            _confusion.Clear();
            _mistakes.Clear();
            DropPictures();
            if (output == null)
            {
                return;
            }

            var result = RetrainResult.Read(output);
            ListClassifiers(-1);
            if (result.Confusion != null)
            {
                ShowConfusion(result.Confusion);
            }

            if (result.MultiLabel != null)
            {
                ShowClasses(result.MultiLabel);
            }

            ShowMistakes(result.Mistakes);
        }

        private void ShowConfusion(Confusion confusion)
        {
            var isTable = confusion.Classes.Count <= LargestTable;
            _confusion.Add(MakeHeading(
                isTable ? "What is taken for what: a row is the truth, a column the guess" : "The most frequent confusions"));
            if (isTable)
            {
                ShowTable(confusion);
            }
            else
            {
                ListConfusions(confusion);
            }
        }

        private void ShowTable(Confusion confusion)
        {
            var header = MakeTableRow("");
            foreach (var name in confusion.Classes)
            {
                header.Add(MakeCell(name, name));
            }

            _confusion.Add(header);
            for (var truth = 0; truth < confusion.Classes.Count; truth++)
            {
                var row = MakeTableRow(confusion.Classes[truth]);
                for (var guess = 0; guess < confusion.Classes.Count; guess++)
                {
                    row.Add(MakeCount(confusion, truth, guess));
                }

                _confusion.Add(row);
            }
        }

        private static Label MakeCount(Confusion confusion, int truth, int guess)
        {
            var count = confusion.GetCount(truth, guess);
            var share = confusion.GetShare(truth, guess);
            var cell = MakeCell(
                count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture),
                $"{confusion.Classes[truth]} taken for {confusion.Classes[guess]}: {count}, {RetrainText.Percent(share)}");
            cell.style.unityTextAlign = TextAnchor.MiddleCenter;

            // Right is green, wrong is red, and both are the stronger the larger the share of the row.
            cell.style.backgroundColor = truth == guess
                ? new Color(0.2f, 0.7f, 0.35f, 0.7f * share)
                : new Color(0.9f, 0.25f, 0.2f, 0.8f * share);
            return cell;
        }

        private void ListConfusions(Confusion confusion)
        {
            var classes = confusion.Classes.Count;
            var lines = Enumerable.Range(0, classes * classes)
                .Select(i => (Truth: i / classes, Guess: i % classes, Count: confusion.GetCount(i / classes, i % classes)))
                .Where(entry => entry.Truth != entry.Guess && entry.Count > 0)
                .OrderByDescending(entry => entry.Count)
                .Take(MaxConfusions)
                .Select(entry => $"{confusion.Classes[entry.Truth]} taken for {confusion.Classes[entry.Guess]}: {entry.Count}");
            var text = string.Join("\n", lines);
            _confusion.Add(new Label(text.Length > 0 ? text : "None: every validation picture is recognised."));
        }

        private void ShowMistakes(IReadOnlyList<WorstMistake> mistakes)
        {
            _mistakes.Add(MakeHeading(mistakes.Count > 0 ? "The worst mistakes" : "No validation picture was taken for something else."));
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            row.style.flexWrap = Wrap.Wrap;
            foreach (var mistake in mistakes)
            {
                row.Add(MakeMistake(mistake));
            }

            _mistakes.Add(row);
        }

        private VisualElement MakeMistake(WorstMistake mistake)
        {
            var card = new VisualElement { tooltip = mistake.Name };
            card.style.width = 112f;
            card.style.marginRight = card.style.marginBottom = 6f;
            var image = new Image { image = LoadPicture(mistake.Picture), scaleMode = ScaleMode.ScaleToFit };
            image.style.width = 112f;
            image.style.height = 84f;
            card.Add(image);
            var truth = new Label("is " + mistake.Truth);
            truth.style.whiteSpace = WhiteSpace.Normal;
            var guess = new Label($"seen as {mistake.Guess}, {RetrainText.Percent(mistake.Probability)}");
            guess.style.whiteSpace = WhiteSpace.Normal;
            guess.style.color = new Color(0.85f, 0.25f, 0.2f);
            card.Add(truth);
            card.Add(guess);
            return card;
        }

        private Texture2D? LoadPicture(string path)
        {
            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(path);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                return null;
            }

            var picture = new Texture2D(2, 2) { hideFlags = HideFlags.HideAndDontSave };
            _pictures.Add(picture);
            return picture.LoadImage(bytes) ? picture : null;
        }

        private void DropPictures()
        {
            foreach (var picture in _pictures)
            {
                DestroyImmediate(picture);
            }

            _pictures.Clear();
        }

        private void OnUse()
        {
            var now = CameraSwap.FindClassifiers();
            if (_shownOutput == null || _classifier.index < 0 || _classifier.index >= _classifiers.Length
                || _classifiers[_classifier.index] == null)
            {
                ListClassifiers(-1);
                Tell(
                    now.Length == 0
                        ? "No camera of the scene has a Vit Classifier. Select a camera and add one."
                        : "That camera is gone. Choose another.",
                    true);
                return;
            }

            _swap.Publish(_classifiers[_classifier.index], _shownOutput);
            Tell(_swap.Text, _swap.HasFailed);
        }

        private void PollSwap()
        {
            if (_shownOutput == null)
            {
                return;
            }

            var now = CameraSwap.FindClassifiers();
            if (!now.SequenceEqual(_classifiers))
            {
                ListClassifiers(_classifier.index);
            }

            if (_swap.Update())
            {
                Tell(_swap.Text, _swap.HasFailed);
            }
        }

        private void ListClassifiers(int index)
        {
            var chosen = index >= 0 && index < _classifiers.Length ? _classifiers[index] : null;
            _classifiers = CameraSwap.FindClassifiers();
            _classifier.choices = CameraSwap.NameAll(_classifiers);
            var kept = Array.IndexOf(_classifiers, chosen);
            _classifier.index = kept >= 0 ? kept : CameraSwap.ChooseDefault(_classifiers);
        }

        private void Tell(string text, bool isError)
        {
            _useResult.text = text;
            _useResult.messageType = isError ? HelpBoxMessageType.Error : HelpBoxMessageType.Info;
            SetShown(_useResult, text.Length > 0);
        }

        private static Label MakeHeading(string text)
        {
            var heading = new Label(text);
            heading.style.unityFontStyleAndWeight = FontStyle.Bold;
            heading.style.marginTop = 8f;
            heading.style.marginBottom = 2f;
            heading.style.whiteSpace = WhiteSpace.Normal;
            return heading;
        }

        private static VisualElement MakeTableRow(string name)
        {
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            var label = MakeCell(name, name);
            label.style.width = 2f * CellSize;
            label.style.unityTextAlign = TextAnchor.MiddleRight;
            row.Add(label);
            return row;
        }

        private static Label MakeCell(string text, string tooltip)
        {
            var cell = new Label(text) { tooltip = tooltip };
            cell.style.width = CellSize;
            cell.style.overflow = Overflow.Hidden;
            cell.style.textOverflow = TextOverflow.Ellipsis;
            cell.style.unityTextAlign = TextAnchor.LowerCenter;
            cell.style.paddingLeft = cell.style.paddingRight = 2f;
            return cell;
        }
    }
}
