// Prints what Direct3D's own compiler makes of shaders, at every level of optimisation: messages and assembly, each under a line "@ ...".
// fxc.exe d3dcompiler_47.dll {source entry profile}...
#include <d3dcompiler.h>
#include <stdio.h>

static char text[1 << 20];

static void Print(ID3DBlob *blob)
{
    if (blob)
        puts(blob->lpVtbl->GetBufferPointer(blob));
}

int main(int count, char **words)
{
    const char *names[] = { "-", "0", "1", "2", "3" };
    const UINT levels[] = { D3DCOMPILE_SKIP_OPTIMIZATION, D3DCOMPILE_OPTIMIZATION_LEVEL0, D3DCOMPILE_OPTIMIZATION_LEVEL1,
        D3DCOMPILE_OPTIMIZATION_LEVEL2, D3DCOMPILE_OPTIMIZATION_LEVEL3 };
    HMODULE library = count > 1 ? LoadLibraryA(words[1]) : NULL;
    pD3DCompile compile = library ? (pD3DCompile)(void *)GetProcAddress(library, "D3DCompile") : NULL;
    pD3DDisassemble disassemble = library ? (pD3DDisassemble)(void *)GetProcAddress(library, "D3DDisassemble") : NULL;
    if (!compile || !disassemble)
        return 2;

    for (int i = 2; i + 2 < count; i += 3)
    {
        FILE *file = fopen(words[i], "rb");
        size_t length = file ? fread(text, 1, sizeof text, file) : 0;
        for (int level = 0; level < 5; level++)
        {
            // Shaders with sampler2D and tex2D, which Unity's have, are taken only with the second flag.
            UINT flags = levels[level] | D3DCOMPILE_ENABLE_BACKWARDS_COMPATIBILITY;
            ID3DBlob *code = NULL, *messages = NULL, *assembly = NULL;
            compile(text, length, words[i], NULL, NULL, words[i + 1], words[i + 2], flags, 0, &code, &messages);
            printf("@ %s %s %s %s\n", words[i], words[i + 1], words[i + 2], names[level]);
            Print(messages);
            if (code)
                disassemble(code->lpVtbl->GetBufferPointer(code), code->lpVtbl->GetBufferSize(code), 0, NULL, &assembly);
            Print(assembly);
        }

        if (file)
            fclose(file);
    }

    return 0;
}
