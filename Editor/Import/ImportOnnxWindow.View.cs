using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Editor.Classifier;
using Saccade.Editor.Inspectors;
using Saccade.Editor.Retrain.Window;
using Saccade.Graphs;
using UnityEngine.UIElements;

namespace Saccade.Editor.Import
{
    /// <content>The window's elements.</content>
    internal sealed partial class ImportOnnxWindow
    {
        private static readonly (ChannelOrder, string)[] Orders =
        {
            (ChannelOrder.Rgb, "Red first (RGB)"), (ChannelOrder.Bgr, "Blue first (BGR)"),
        };

        private static readonly (OnnxLayout, string)[] Layouts =
        {
            (OnnxLayout.Nchw, "Planes of colours (NCHW)"), (OnnxLayout.Nhwc, "Pixels of colours (NHWC)"),
        };

        private static readonly (OutputActivation, string)[] Activations =
        {
            (OutputActivation.None, "Logits"),
            (OutputActivation.Softmax, "Probabilities that add up to one (softmax)"),
            (OutputActivation.Sigmoid, "A probability for each class (sigmoid)"),
        };

        private static readonly (bool, string)[] Fits = { (false, "All of it, stretched"), (true, "The middle of it") };

        private TextField _file = null!;
        private HelpBox _error = null!;
        private VisualElement _form = null!;
        private VisualElement _found = null!;
        private TextField _name = null!;
        private FieldRow _nameRow = null!;
        private ChoiceField<string> _output = null!;
        private FieldRow _outputRow = null!;
        private ChoiceField<OnnxLayout> _layout = null!;
        private FieldRow _layoutRow = null!;
        private ChoiceField<ChannelOrder> _order = null!;
        private FieldRow _orderRow = null!;
        private ChoiceField<PictureValues> _values = null!;
        private FieldRow _valuesRow = null!;
        private TextField _mean = null!;
        private TextField _deviation = null!;
        private IntegerField _width = null!;
        private IntegerField _height = null!;
        private FieldRow _heightRow = null!;
        private ChoiceField<bool> _fit = null!;
        private ChoiceField<OutputActivation> _activation = null!;
        private FieldRow _activationRow = null!;
        private Toggle _multiLabel = null!;
        private ChoiceField<LabelSource> _labels = null!;
        private FieldRow _labelsRow = null!;
        private TextField _labelsFile = null!;
        private FieldRow _labelsFileRow = null!;
        private DropdownField _use = null!;
        private Button _write = null!;
        private Label _status = null!;

        private static List<(PictureValues, string)> ListValues(OnnxImport import)
        {
            var values = new List<(PictureValues, string)>();
            if (import.HasStatedRule)
            {
                values.Add((PictureValues.Stated, "As the folder says"));
            }

            values.Add((PictureValues.ZeroToOne, "0 to 1"));
            values.Add((PictureValues.MinusOneToOne, "-1 to 1"));
            values.Add((PictureValues.ZeroTo255, "0 to 255"));
            values.Add((PictureValues.MeanAndDeviation, "Mean and deviation"));
            return values;
        }

        private static List<(LabelSource, string)> ListLabels(OnnxImport import)
        {
            var sources = new List<(LabelSource, string)>();
            if (import.HasStatedLabels)
            {
                sources.Add((LabelSource.Stated, "As the folder says"));
            }

            if (import.Inspection.Labels != null)
            {
                sources.Add((LabelSource.File, "In the ONNX file"));
            }

            sources.Add((LabelSource.Text, "In a text file"));
            sources.Add((LabelSource.None, "None: LABEL_0, LABEL_1, …"));
            return sources;
        }

        private void Build()
        {
            var page = new ScrollView { name = "import" };
            page.style.flexGrow = 1f;
            page.style.paddingLeft = page.style.paddingRight = 8f;
            page.style.paddingTop = 6f;
            rootVisualElement.Add(page);
            ModelDrop.Attach(page, Take);
            _file = new TextField("ONNX file") { isDelayed = true };
            _file.RegisterValueChangedCallback(change => Take(change.newValue.Trim()));
            var file = new FieldRow(_file, "onnx-file", "The file that another tool wrote. It can be dropped anywhere on this window.");
            file.AddButton("…", "browse", "Choose a file", Browse);
            page.Add(file);
            _error = new HelpBox("", HelpBoxMessageType.Error) { name = "error" };
            page.Add(_error);
            _form = new VisualElement { name = "form" };
            page.Add(_form);
            _found = new VisualElement { name = "found" };
            _form.Add(_found);
            BuildInput();
            BuildOutput();
            BuildFolder();
            _status = new Label { name = "status" };
            _status.style.whiteSpace = WhiteSpace.Normal;
            page.Add(_status);
        }

        private void BuildInput()
        {
            _layoutRow = AddRow(
                _layout = new ChoiceField<OnnxLayout>("Order of numbers", value => Change(import => import.Layout = value)),
                "layout",
                "Converters from TensorFlow keep a pixel's colours together; PyTorch's exporters keep a colour's pixels together.");
            _orderRow = AddRow(
                _order = new ChoiceField<ChannelOrder>("Colours", value => Change(import => import.Order = value)),
                "channel-order",
                "Programs around OpenCV and Caffe have blue first.");
            _valuesRow = AddRow(
                _values = new ChoiceField<PictureValues>("Numbers", value => Change(import => import.Values = value)),
                "values",
                "Which numbers the model learnt to take for the levels of a picture.");
            _mean = AddText("Mean", "mean", "Red, green, blue, in 0 to 1.", (import, text) => import.Mean = text);
            _deviation = AddText("Deviation", "deviation", "Red, green, blue, above 0.", (import, text) => import.Deviation = text);
            _width = AddNumber("Width", "width", (import, value) => import.Width = value, out _);
            _height = AddNumber("Height", "height", (import, value) => import.Height = value, out _heightRow);
            AddRow(
                _fit = new ChoiceField<bool>("Of the picture", value => Change(import => import.CutsMiddle = value)),
                "fit",
                "What the model sees of a picture that has another shape.");
        }

        private void BuildOutput()
        {
            _outputRow = AddRow(
                _output = new ChoiceField<string>("Output", value => Change(import => import.Output = value)),
                "output",
                "The output with a number for each class.");
            _activationRow = AddRow(
                _activation = new ChoiceField<OutputActivation>("It holds", value => Change(import => import.Activation = value)),
                "activation",
                "Logits become probabilities here; what are probabilities already stay as they are.");
            _multiLabel = new Toggle("Several at once");
            _multiLabel.RegisterValueChangedCallback(change => Change(import => import.IsMultiLabel = change.newValue));
            AddRow(_multiLabel, "multi-label", "Whether a picture may show several of the classes.");
            _labelsRow = AddRow(
                _labels = new ChoiceField<LabelSource>("Names of classes", value => Change(import => import.Labels = value)),
                "labels",
                "Where the names of the classes come from.");
            _labelsFile = new TextField("Text file") { isDelayed = true };
            _labelsFile.RegisterValueChangedCallback(change => Change(import => import.LabelsPath = change.newValue.Trim()));
            _labelsFileRow = AddRow(_labelsFile, "labels-file", "One name a line, in the order of the model's classes.");
            _labelsFileRow.AddButton("…", "browse-labels", "Choose a text file", BrowseLabels);
        }

        private void BuildFolder()
        {
            _name = new TextField("Model folder") { isDelayed = true };
            _name.RegisterValueChangedCallback(change => Change(import => import.Name = change.newValue.Trim()));
            _nameRow = AddRow(_name, "folder-name", "The folder in StreamingAssets that is made.");
            _use = new DropdownField("Use on");
            _use.RegisterValueChangedCallback(_ => _classifier = _use.index > 0 ? _classifiers[_use.index - 1] : null);
            AddRow(_use, "use-on", "The camera that gets the model.");
            _write = new Button(Import) { name = "import-model" };
            _form.Add(_write);
        }

        private FieldRow AddRow(VisualElement field, string name, string tooltip)
        {
            var row = new FieldRow(field, name, tooltip);
            _form.Add(row);
            return row;
        }

        private TextField AddText(string label, string name, string tooltip, Action<OnnxImport, string> set)
        {
            var field = new TextField(label) { isDelayed = true };
            field.RegisterValueChangedCallback(change => Change(import => set(import, change.newValue)));
            AddRow(field, name, tooltip);
            return field;
        }

        private IntegerField AddNumber(string label, string name, Action<OnnxImport, int> set, out FieldRow row)
        {
            var field = new IntegerField(label) { isDelayed = true };
            field.RegisterValueChangedCallback(change => Change(import => set(import, change.newValue)));
            row = AddRow(field, name, "Pixels of the picture that the model takes.");
            return field;
        }

        private void Refresh()
        {
            // The window may get the focus before it has its elements.
            if (_file == null)
            {
                return;
            }

            _file.SetValueWithoutNotify(_path);
            InspectorParts.Tell(_error, _problem);
            InspectorParts.Show(_form, _import != null);
            _status.text = _swap != null ? $"{_result} {_swap.Text}" : _result;
            if (_import == null)
            {
                return;
            }

            InspectorParts.Fill(_found, Describe(_import.Inspection));
            ShowInput(_import);
            ShowOutput(_import);
            ShowFolder(_import);
        }

        private void ShowInput(OnnxImport import)
        {
            var inspection = import.Inspection;
            var isPlain = inspection.TakesPatches;
            _layout.Show(Layouts, value => value == import.Layout);
            _layoutRow.Show(IsAsked(inspection, OnnxRecord.LayoutKey));
            _layoutRow.SetNote(Question(inspection, OnnxRecord.LayoutKey));
            _order.Show(Orders, value => value == import.Order);
            _orderRow.Show(!isPlain && inspection.Channels > 1);
            _values.Show(ListValues(import), value => value == import.Values);
            _values.SetEnabled(inspection.Found.Type != OnnxType.UInt8);
            _valuesRow.SetFault(import.ValuesFault);
            var hasMean = import.Values == PictureValues.MeanAndDeviation;
            _mean.SetValueWithoutNotify(import.Mean);
            _deviation.SetValueWithoutNotify(import.Deviation);
            InspectorParts.Show(_mean.parent.parent, hasMean);
            InspectorParts.Show(_deviation.parent.parent, hasMean);
            _width.SetValueWithoutNotify(import.Width);
            _height.SetValueWithoutNotify(import.Height);
            InspectorParts.Show(_width.parent.parent, !import.HasStatedRule && inspection.Width == 0);
            _heightRow.Show(!import.HasStatedRule && inspection.Height == 0);
            _heightRow.SetFault(import.SizeFault);
            _fit.Show(Fits, value => value == import.CutsMiddle);
            InspectorParts.Show(_fit.parent.parent, !import.HasStatedRule);
        }

        private void ShowOutput(OnnxImport import)
        {
            var inspection = import.Inspection;
            var outputs = inspection.File.Outputs.Select(output => (output.Name, $"{output.Name}: {output.Describe()}")).ToArray();
            _output.Show(outputs, value => value == import.Output);
            _outputRow.Show(outputs.Length > 1 && inspection.HasClasses);
            _outputRow.SetNote(Question(inspection, OnnxRecord.OutputKey));
            _activation.Show(Activations, value => value == import.Activation);
            _activation.SetEnabled(!import.IsActivationFound);
            _activationRow.Show(inspection.HasClasses);
            _activationRow.SetFault(import.ActivationFault);
            _multiLabel.SetValueWithoutNotify(import.IsMultiLabel);
            InspectorParts.Show(
                _multiLabel.parent.parent, inspection.HasClasses && import.Activation == OutputActivation.None && inspection.Classes != 1);
            _labels.Show(ListLabels(import), value => value == import.Labels);
            _labelsRow.Show(inspection.HasClasses);
            _labelsRow.SetFault(import.LabelsFault);
            _labelsFile.SetValueWithoutNotify(import.LabelsPath);
            _labelsFileRow.Show(inspection.HasClasses && import.Labels == LabelSource.Text);
        }

        private void ShowFolder(OnnxImport import)
        {
            _name.SetValueWithoutNotify(import.Name);
            _nameRow.Show(import.Folder == null);
            _nameRow.SetFault(import.NameFault);
            FindClassifiers();
            var names = CameraSwap.NameAll(_classifiers);
            names.Insert(0, "(none)");
            _use.choices = names;
            _use.SetValueWithoutNotify(names[_classifier != null ? _classifiers.IndexOf(_classifier) + 1 : 0]);
            _write.text = import.Folder == null ? "Import" : "Change mapping";
            _write.SetEnabled(import.IsComplete);
        }

        private static bool IsAsked(OnnxInspection inspection, string key) => Question(inspection, key) != null;

        private static string? Question(OnnxInspection inspection, string key) =>
            inspection.Questions.FirstOrDefault(question => question.Key == key)?.Text;

        private static List<(string, string)> Describe(OnnxInspection inspection)
        {
            var found = inspection.Found;
            var input = inspection.File.Inputs.First(value => value.Name == found.Input);
            var output = inspection.File.Outputs.FirstOrDefault(value => value.Name == found.Output);
            var megabytes = new FileInfo(inspection.Path).Length / 1e6;
            var facts = new List<(string, string)>
            {
                ("File", FormattableString.Invariant(
                    $"{Path.GetFileName(inspection.Path)}, {megabytes:0.0} MB{Precision(inspection.File)}")),
                ("Input", $"{input.Name}: {input.Describe()}{(inspection.Channels == 1 ? ", grey" : "")}"),
                ("Output", output == null ? "no classes: it runs for its maps alone" : $"{output.Name}: {output.Describe()}"),
            };
            if (inspection.File.OutsideFiles.Count > 0)
            {
                facts.Add(("Weights in", string.Join(", ", inspection.File.OutsideFiles)));
            }

            if (inspection.Labels != null)
            {
                facts.Add(("Names", $"{inspection.Labels.Count}: {string.Join(", ", inspection.Labels.Take(5))}"
                    + (inspection.Labels.Count > 5 ? ", …" : "")));
            }

            foreach (var warning in inspection.Warnings)
            {
                facts.Add(("Note", warning));
            }

            return facts;
        }

        private static string Precision(OnnxDescription file) =>
            file.IsQuantized ? ", 8-bit weights" : file.IsHalf ? ", 16-bit weights" : "";
    }
}
