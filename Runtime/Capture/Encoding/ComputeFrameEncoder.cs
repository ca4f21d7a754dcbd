using Saccade.ModelInput;
using Saccade.Stages;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture.Encoding
{
    /// <summary>The encode as the engine's compute shader: kernels and an asynchronous read, recorded into a command buffer.</summary>
    internal sealed class ComputeFrameEncoder : RecordedFrameEncoder<ComputeSlot>
    {
        /// <summary>What to begin messages with.</summary>
        public const string Name = "Compute shader";

        private static readonly int Colors = Shader.PropertyToID("Colors");
        private static readonly int Tables = Shader.PropertyToID("Tables");
        private static readonly int Picture = Shader.PropertyToID("Picture");
        private static readonly int PictureOut = Shader.PropertyToID("PictureOut");
        private static readonly int Between = Shader.PropertyToID("Between");
        private static readonly int BetweenOut = Shader.PropertyToID("BetweenOut");
        private static readonly int Result = Shader.PropertyToID("Result");
        private static readonly int Size = Shader.PropertyToID("Size");
        private static readonly int Origin = Shader.PropertyToID("Origin");
        private static readonly int EncodeTable = Shader.PropertyToID("EncodeTable");
        private static readonly int BottomUp = Shader.PropertyToID("BottomUp");
        private static readonly int AxisTable = Shader.PropertyToID("AxisTable");
        private static readonly int RangeStart = Shader.PropertyToID("RangeStart");
        private static readonly int SourceSize = Shader.PropertyToID("SourceSize");
        private static readonly int PatchSize = Shader.PropertyToID("PatchSize");
        private static readonly int ValueTable = Shader.PropertyToID("ValueTable");

        // The engine copies what it is given.
        private static readonly int[] Pair = new int[2];

        private readonly EncodeKernels _kernels;
        private readonly RecentPlans<ComputePlan> _plans = new RecentPlans<ComputePlan>();

        public ComputeFrameEncoder(EncodeKernels kernels, EncodeShape shape, int capacity)
            : base(Name, shape, capacity)
        {
            _kernels = kernels;
            Fill();
            Warm();
        }

        /// <inheritdoc/>
        protected override ComputeSlot CreateSlot() => new ComputeSlot(Length);

        /// <inheritdoc/>
        protected override void Record(CommandBuffer commands, in RecordedSource source, ComputeSlot slot)
        {
            var plan = FindPlan(source.Width, source.Height);
            var layout = plan.Layout;
            EngineMarkers.Begin(commands, Stage.Encode);
            if (source.IsScreen)
            {
                var whole = new RectInt(0, 0, source.Width, source.Height);
                RecordLevels(commands, plan, plan.Copy.Record(commands, source), whole, source);
            }
            else
            {
                RecordLevels(commands, plan, source.Target, new RectInt(source.X, source.Y, source.Width, source.Height), source);
            }

            if (layout.BetweenWidth > 0 && layout.BetweenHeight > 0)
            {
                RecordFirst(commands, plan, layout.FirstAxis, layout.BetweenWidth, layout.BetweenHeight);
            }

            RecordSecond(commands, plan, 1 - layout.FirstAxis, slot.Result, Shape.Width, Shape.Height);
            EngineMarkers.End(commands, Stage.Encode);
            commands.RequestAsyncReadbackIntoNativeArray(ref slot.Target, slot.Result, slot.Answer);
            slot.Plan = plan;
            plan.Use();
        }

        /// <inheritdoc/>
        protected override void ReleaseShared()
        {
            for (var i = 0; i < _plans.Count; i++)
            {
                _plans[i].Drop();
            }
        }

        /// <inheritdoc/>
        protected override string? FindFault(in RecordedSource source) =>
            (long)source.Width * source.Height > ComputePlan.LargestPicture
                ? $"a picture of {source.Width} x {source.Height} pixels is too large, "
                    + $"{ComputePlan.LargestPicture:N0} pixels can be encoded. Let the camera render into a smaller texture."
                : null;

        private ComputePlan FindPlan(int width, int height)
        {
            for (var i = 0; i < _plans.Count; i++)
            {
                if (_plans[i].Layout.Plan.SourceWidth == width && _plans[i].Layout.Plan.SourceHeight == height)
                {
                    return _plans.Use(i);
                }
            }

            var layout = new EncodeTables(Shape.Rule.Plan(width, height), Shape.Values);
            var added = _plans.Add(new ComputePlan(layout), out var dropped);
            dropped?.Drop();
            return added;
        }

        // Drivers translate a kernel when it first runs. Here all run over no pixel, so that no frame waits for that.
        private void Warm()
        {
            var plan = FindPlan(1, 1);
            var black = new RenderTexture(1, 1, 0) { hideFlags = HideFlags.HideAndDontSave };
            black.Create();
            var result = Ring.Slots[0].Result;
            using var commands = new CommandBuffer { name = "Saccade encode" };
            var source = new RecordedSource(
                commands, black, new Vector2Int(1, 1), false, new RectInt(0, 0, 1, 1), isLinear: true, isBottomUp: false);
            RecordLevels(commands, plan, black, new RectInt(0, 0, 0, 0), source);
            for (var axis = 0; axis < 2; axis++)
            {
                RecordFirst(commands, plan, axis, 0, 0);
                RecordSecond(commands, plan, 1 - axis, result, 0, 0);
            }

            Graphics.ExecuteCommandBuffer(commands);
            black.Release();
            Object.DestroyImmediate(black);
        }

        private void RecordLevels(
            CommandBuffer commands, ComputePlan plan, RenderTargetIdentifier target, RectInt rectangle, in RecordedSource source)
        {
            var shader = _kernels.Shader;
            var kernel = _kernels.Levels;
            Set(commands, Size, rectangle.width, rectangle.height);
            Set(commands, Origin, rectangle.x, rectangle.y);
            commands.SetComputeIntParam(shader, EncodeTable, source.IsLinear ? plan.Layout.EncodeTable : -1);
            commands.SetComputeIntParam(shader, BottomUp, source.IsBottomUp ? 1 : 0);
            commands.SetComputeTextureParam(shader, kernel, Colors, target);
            commands.SetComputeBufferParam(shader, kernel, Tables, plan.Tables);
            commands.SetComputeBufferParam(shader, kernel, PictureOut, plan.Picture);
            Dispatch(commands, kernel, rectangle.width, rectangle.height, 0, 1);
        }

        private void RecordFirst(CommandBuffer commands, ComputePlan plan, int axis, int width, int height)
        {
            var kernel = _kernels.First(axis);
            Set(commands, Size, width, height);
            Set(commands, AxisTable, plan.Layout.First.Start, plan.Layout.First.Length);
            Set(commands, SourceSize, plan.Layout.Plan.SourceWidth, plan.Layout.Plan.SourceHeight);
            commands.SetComputeIntParam(_kernels.Shader, RangeStart, plan.Layout.RangeStart);
            commands.SetComputeBufferParam(_kernels.Shader, kernel, Tables, plan.Tables);
            commands.SetComputeBufferParam(_kernels.Shader, kernel, Picture, plan.Picture);
            commands.SetComputeBufferParam(_kernels.Shader, kernel, BetweenOut, plan.Between);
            Dispatch(commands, kernel, width, height, axis, EncodeKernels.FirstRun);
        }

        private void RecordSecond(CommandBuffer commands, ComputePlan plan, int axis, ComputeBuffer result, int width, int height)
        {
            var kernel = _kernels.Second(axis);
            Set(commands, Size, width, height);
            Set(commands, AxisTable, plan.Layout.Second.Start, plan.Layout.Second.Length);
            Set(commands, SourceSize, plan.Layout.BetweenWidth, plan.Layout.BetweenHeight);
            Set(commands, PatchSize, Shape.PatchWidth, Shape.PatchHeight);
            commands.SetComputeIntParam(_kernels.Shader, RangeStart, plan.Layout.RangeStart);
            commands.SetComputeIntParam(_kernels.Shader, ValueTable, plan.Layout.ValueTable);
            commands.SetComputeBufferParam(_kernels.Shader, kernel, Tables, plan.Tables);
            commands.SetComputeBufferParam(_kernels.Shader, kernel, Between, plan.Between);
            commands.SetComputeBufferParam(_kernels.Shader, kernel, Result, result);
            Dispatch(commands, kernel, width, height, axis, EncodeKernels.SecondRun);
        }

        private void Set(CommandBuffer commands, int name, int x, int y)
        {
            (Pair[0], Pair[1]) = (x, y);
            commands.SetComputeIntParams(_kernels.Shader, name, Pair);
        }

        // At least one group runs, so that a kernel over no pixel is translated all the same.
        private void Dispatch(CommandBuffer commands, int kernel, int width, int height, int axis, int run)
        {
            var groupWidth = EncodeKernels.GroupWidth * (axis == 1 ? run : 1);
            var groupHeight = EncodeKernels.GroupHeight * (axis == 0 ? run : 1);
            commands.DispatchCompute(
                _kernels.Shader,
                kernel,
                Mathf.Max(1, (width + groupWidth - 1) / groupWidth),
                Mathf.Max(1, (height + groupHeight - 1) / groupHeight),
                1);
        }
    }
}
