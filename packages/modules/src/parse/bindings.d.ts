/** The parts of the parser's own loader that this package uses; see `parser.ts` and `raw-parser.ts`. */
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
  /** Bytes from the start of a buffer to the next multiple of 4 GiB in memory. */
  export function getBufferOffset(buffer: Uint8Array): number;
  /** @param block `BLOCK_SIZE` bytes at a multiple of 4 GiB, the source in UTF-8 in front of its last bytes */
  export function parseRawSync(
    path: string,
    block: Uint8Array,
    sourceStart: number,
    sourceLength: number,
    options: ParserOptions,
  ): void;
  /** Are pointers of 64 bits, low byte first? */
  export function rawTransferSupported(): boolean;
}

declare module "oxc-parser/src-js/generated/constants.js" {
  export const BLOCK_SIZE: number;
  /** Of the block, what may be read. */
  export const BUFFER_SIZE: number;
  /** Of the block, what the source and the tree may take up. */
  export const ACTIVE_SIZE: number;
  /** Index of the 32 bits that say where the tree lies. */
  export const DATA_POINTER_POS_32: number;
}

declare module "oxc-parser/src-js/generated/deserialize/ts.js" {
  import type { Comment, Program } from "oxc-parser";

  export function deserialize(
    block: Uint8Array & { readonly int32: Int32Array; readonly float64: Float64Array },
    text: string,
    sourceStart: number,
    sourceLength: number,
  ): { readonly program: Program; readonly comments: Comment[] };
}
