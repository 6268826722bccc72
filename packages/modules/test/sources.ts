import fc from "fast-check";

/** Forms that take a module or a path, `~` where space or a comment may stand. */
const FORMS = [
  "import~a~from~'./x'",
  "import~a, {~b as c,~type D~}~from~'./x'",
  "import~*~as~n~from~'./x'",
  "import~type~{~T~}~from~'./x'",
  "import~'./x'",
  "export~{~a~as~b~}~from~'./x'",
  "export~*~from~'./x'",
  "export~*~as~m~from~'./x'",
  "export~{~}~from~'./x'",
  "export~type~{~}~from~'./x'",
  "export~{~n1~as~'a b'~}",
  "export~default~function~(~)~{}",
  "export~const~n1~=~1",
  "export~enum~E~{~A~}",
  "const~{~p~}~=~await~import~(~'./x'~)",
  "import~(~'./x'~+~y~)",
  "import~.~meta~.~env",
  "import~.~meta~.~glob~(~'./*.ts'~)",
  "new~URL~(~'./x'~,~import~.~meta~.~url~)",
  "let~t:~import~(~'./x'~)~.~T",
  "let~u:~typeof~import~('./x')",
  "import~q~=~require~(~'./x'~)",
  "require~(~'./x'~)",
  "(~require~)~(~'./x'~)",
  "require~?.~('./x')",
  "require~<~any~>~('./x')",
  "module~.~require~('./x')",
  "require~.~resolve~(~'./x'~)",
  "createRequire~(~z~)~(~'./x'~)",
  "vi~.~mock~(~'./x'~)",
  "(~vi~)~.~mock~('./x')",
  "vi~?.~mock~('./x')",
  "vi~.~importActual~<~T~>~('./x')",
  "jest~.~unstable_mockModule~('./x')",
  "jest~.~createMockFromModule~('./x')",
  "vi~.~mock~(~import~('./x'))",
  "declare~module~'./x'~{~}",
  "path~.~join~(~__dirname~,~'x')",
  "const~dir~=~dirname~(~__filename~)",
  "fs~.~readFileSync~(~'x'~)",
  "readFile~?.~(~(~'x'~)~)",
  "existsSync~(~`x`~)",
  "readJson~<~(~a~:~1)~=>~2~>~(~'x'~)",
  "exports~.~a~=~1",
  "module~.~exports~=~{~a~}",
  "const~s~=~\"require('./x') import('./x') vi.mock('x') __dirname\"",
  "const~r~=~/require\\('x'\\)/",
  "const~é~=~`${~require~('./x')~}`",
  "class~A~{~vi~=~1;~module~=~2~}",
  "a~.~require~=~b~.~exports",
  "@d~(~require~('./x')~)~class~D~{~@e~(~require('y')~)~m~(~@f~(~require('z')~)~p~)~{~}~}",
  "export~default~@g~(~require('./x'))~class~{~}",
  "function~h~(~a~=~require~('./x')~)~{~return~{~b~:~vi~.~mock~('y')~}~}",
  "'use strict'",
];
const GAPS = ["", " ", "  ", "\n", "\r\n", "/**/", "/* 😀 from ( */", "// import('./x')\n", "\t"];

/** Sources of a few such statements, some of them with errors. */
export const sources: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...FORMS),
      fc.array(fc.constantFrom(...GAPS), { minLength: 12, maxLength: 12 }),
      fc.constantFrom(";\n", ";", "\n"),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((statements) =>
    statements
      .map(([form, gaps, end]) => {
        let at = 0;
        // Where two words meet something must stand.
        const text = form.replace(/(\w)?~(\w)?/g, (_, before = "", after = "") => {
          const gap = gaps[at++ % gaps.length]!;
          return `${before}${gap === "" && before && after ? " " : gap}${after}`;
        });
        return text + end;
      })
      .join(""),
  );
