/** The part of the parser's own loader that this package uses; see `parser.ts`. */
declare module "oxc-parser/src-js/bindings.js" {
  import type { Comment, EcmaScriptModule, OxcError, ParserOptions } from "oxc-parser";

  interface RawResult {
    /** The tree as JSON `{"node": Program}`. Reading it hands the text over, so that the parser frees it. */
    readonly program: string;
    readonly module: EcmaScriptModule;
    readonly comments: Comment[];
    readonly errors: OxcError[];
  }

  export function parseSync(path: string, text: string, options: ParserOptions): RawResult;
}
