using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NUnit.Framework;
using Saccade.Preprocessing;

namespace Saccade.Package.Tests
{
    /// <summary>Holds the product to asking a model's description what to do, never which family it is of.</summary>
    public sealed class FamilyTests
    {
        private const string Home = "Runtime/Core/Models/Families/";

        private static readonly string[] Product = { "Runtime/", "Editor/", "Training/", "Samples~/" };

        private static readonly string[] Members = ModelFamily.All.Select(family => family.Name).ToArray();

        private static readonly string[] Classes = typeof(ModelFamily).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ModelFamily))).Select(type => type.Name).ToArray();

        [Test]
        public void NoFamily_IsNamedOrAskedForOutsideOfItsFolder()
        {
            var files = Repository.Files("*.cs").Select(Repository.Relative)
                .Where(path => Product.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
                .ToArray();

            var others = files.Where(path => !path.StartsWith(Home, StringComparison.Ordinal)).ToArray();

            Assert.That(files.Length - others.Length, Is.AtLeast(ModelFamily.All.Count));
            Assert.That(
                others.SelectMany(path => Find(Repository.Read(path), path)),
                Is.Empty,
                "A family's own file says what is so for it alone; give the description a member for it.");
        }

        [TestCase("_ = config.Family == other;")]
        [TestCase("_ = other != config.Family;")]
        [TestCase("_ = config.Family is Other;")]
        [TestCase("_ = config.Family switch { _ => 1 };")]
        [TestCase("switch (config.ModelType) { default: break; }")]
        [TestCase("_ = config.Family.Equals(other);")]
        [TestCase("_ = model.Family ?? ModelFamily.Dinov2;")]
        [TestCase("_ = family as Dinov2WithRegistersFamily;")]
        [TestCase("_ = type == \"dinov2_with_registers\";")]
        [TestCase("_ = name == \"DeiTForImageClassificationWithTeacher\";")]
        [TestCase("_ = $\"{name}vit\";")]
        public void Question_IsFound(string statement) => Assert.That(Find(Around(statement), "Some.cs"), Has.Exactly(1).Items);

        [TestCase("_ = config.Family.ToString() + config.ModelType;")]
        [TestCase("_ = ModelFamily.All.Count;")]
        [TestCase("_ = \"ViTImageProcessor or a DINOv2 backbone\";")]
        public void DescriptionsUse_IsNone(string statement) => Assert.That(Find(Around(statement), "Some.cs"), Is.Empty);

        private static string Around(string statement) => $"class Some {{ void Run() {{ {statement} }} }}";

        private static IEnumerable<string> Find(string text, string path)
        {
            var root = CSharpSyntaxTree.ParseText(text).GetRoot();
            var found = root.DescendantNodes().Where(Asks).Select(node => (SyntaxNodeOrToken)node)
                .Concat(root.DescendantTokens().Where(IsName).Select(token => (SyntaxNodeOrToken)token));
            return found.Select(one => $"{path}({one.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1}): {one}");
        }

        private static bool Asks(SyntaxNode node) => node switch
        {
            BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
                or SyntaxKind.IsExpression or SyntaxKind.AsExpression => IsFamily(binary.Left) || IsFamily(binary.Right),
            IsPatternExpressionSyntax pattern => IsFamily(pattern.Expression),
            SwitchExpressionSyntax choice => IsFamily(choice.GoverningExpression),
            SwitchStatementSyntax choice => IsFamily(choice.Expression),
            CastExpressionSyntax cast => IsFamily(cast.Expression),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Equals" } call } =>
                IsFamily(call.Expression),
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: nameof(ModelFamily) } } member =>
                Members.Contains(member.Name.Identifier.Text),
            _ => false,
        };

        private static bool IsFamily(ExpressionSyntax expression) => expression is MemberAccessExpressionSyntax
        {
            Name.Identifier.Text: "Family" or nameof(ModelFamily.ModelType),
        };

        private static bool IsName(SyntaxToken token) => token.Kind() switch
        {
            SyntaxKind.IdentifierToken => Classes.Contains(token.ValueText),
            SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken => ModelFamily.All.Any(family =>
                token.ValueText == family.ModelType || token.ValueText == family.Name
                || token.ValueText.StartsWith(family.Name + "For", StringComparison.Ordinal)),
            _ => false,
        };
    }
}
