namespace Saccade.OpenGL.Contexts
{
    /// <summary>What is made once for a context and shared by all who work on it.</summary>
    internal interface IContextShare
    {
        /// <summary>Deletes what was made. Called with the context current.</summary>
        void Delete(GlContext context);
    }
}
