using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Decides which pictures validate where a data set names none: a picture's part follows from its content and the run's seed, so that
    /// its name, its folder and the pictures beside it change nothing, and copies of one picture lie in one part.
    /// </summary>
    internal sealed class ContentSplit
    {
        private readonly ListedPicture[] _pictures;
        private readonly string?[] _contents;
        private readonly long _seed;
        private readonly Func<string, DataSplit?> _recorded;

        private ContentSplit(
            IReadOnlyList<ListedPicture> pictures, IReadOnlyList<string?> contents, long seed, Func<string, DataSplit?> recorded)
        {
            _pictures = [.. pictures];
            _contents = [.. contents];
            _seed = seed;
            _recorded = recorded;
        }

        /// <summary>The pictures in their order, with their parts.</summary>
        internal IReadOnlyList<ListedPicture> Pictures => _pictures;

        /// <summary>Pictures whose part an earlier run had chosen.</summary>
        internal int Recorded { get; private set; }

        /// <summary>Classes of which no picture would train, so that the first by its hash does.</summary>
        internal IReadOnlyList<string> Kept { get; private set; } = [];

        /// <summary>Whether no picture would validate, so that the first by its hash does.</summary>
        internal bool IsLent { get; private set; }

        /// <summary>Draws.</summary>
        /// <param name="pictures">Training pictures, and perhaps test pictures, which are left alone.</param>
        /// <param name="contents">
        /// SHA-256 of each training picture's file in hexadecimal digits; null of a file that can't be read, which trains: there its name
        /// is told.
        /// </param>
        /// <param name="seed">The run's seed.</param>
        /// <param name="share">How likely a picture is to validate, above 0 and below 1.</param>
        /// <param name="recorded">The part that a content had in an earlier run; null where that never saw it.</param>
        internal static ContentSplit Draw(
            IReadOnlyList<ListedPicture> pictures,
            IReadOnlyList<string?> contents,
            long seed,
            double share,
            Func<string, DataSplit?> recorded)
        {
            var split = new ContentSplit(pictures, contents, seed, recorded);
            split.Place(share);
            split.KeepClasses();
            split.LendOne();
            return split;
        }

        /// <summary>Where a content lies between 0 and 1 for a seed; below the share it validates.</summary>
        internal static double FindPlace(long seed, string content)
        {
            Span<byte> text = stackalloc byte[sizeof(long) + SHA256.HashSizeInBytes];
            BinaryPrimitives.WriteInt64LittleEndian(text, seed);
            Convert.FromHexString(content, text[sizeof(long)..], out _, out _);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(text, hash);

            // As many bits as a double holds, so that what is below 1 stays there.
            return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) / (double)(1L << 53);
        }

        private void Place(double share)
        {
            for (var i = 0; i < _pictures.Length; i++)
            {
                if (_pictures[i].Split != DataSplit.Train || _contents[i] is not { } content)
                {
                    continue;
                }

                var part = _recorded(content);
                Recorded += part is null ? 0 : 1;
                part ??= FindPlace(_seed, content) < share ? DataSplit.Validation : DataSplit.Train;
                _pictures[i] = _pictures[i] with { Split = part.Value };
            }
        }

        private void KeepClasses()
        {
            var kept = new List<string>();
            var classes = GroupByClass(FindMembers(DataSplit.Train, DataSplit.Validation, DataSplit.Test))
                .OrderBy(members => members.Key, StringComparer.Ordinal);
            foreach (var members in classes)
            {
                // One that was moved for another class before may show this one too.
                if (members.All(i => _pictures[i].Split != DataSplit.Train))
                {
                    Move(FindFirst(members), DataSplit.Train);
                    kept.Add(members.Key);
                }
            }

            Kept = kept;
        }

        private void LendOne()
        {
            if (_pictures.Any(picture => picture.Split == DataSplit.Validation))
            {
                return;
            }

            // What an earlier run has learnt from can't judge, and every class must keep a picture with another content to learn from.
            var training = FindMembers(DataSplit.Train);
            var needed = GroupByClass(training)
                .Where(members => members.DistinctBy(i => _contents[i], StringComparer.Ordinal).Count() == 1)
                .SelectMany(members => members)
                .Select(i => _contents[i])
                .ToHashSet(StringComparer.Ordinal);
            var free = Array.FindAll(training, i => !needed.Contains(_contents[i]) && _recorded(_contents[i]!) is null);
            if (free.Length > 0)
            {
                Move(FindFirst(free), DataSplit.Validation);
                IsLent = true;
            }
        }

        private int[] FindMembers(params DataSplit[] parts) =>
            [.. Enumerable.Range(0, _pictures.Length).Where(i => _contents[i] is not null && parts.Contains(_pictures[i].Split))];

        private IEnumerable<IGrouping<string, int>> GroupByClass(IEnumerable<int> members) => members
                .SelectMany(i => _pictures[i].Classes, (i, name) => (Index: i, Name: name))
                .GroupBy(member => member.Name, member => member.Index, StringComparer.Ordinal);

        private string FindFirst(IEnumerable<int> members) => members
                .Select(i => _contents[i]!)
                .OrderBy(content => _recorded(content) is null ? 0 : 1)
                .ThenBy(content => FindPlace(_seed, content))
                .First();

        // With all its copies.
        private void Move(string content, DataSplit part)
        {
            for (var i = 0; i < _pictures.Length; i++)
            {
                _pictures[i] = _contents[i] == content ? _pictures[i] with { Split = part } : _pictures[i];
            }
        }
    }
}
