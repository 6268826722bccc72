import type { Declaration, ExportedSymbol } from "@sixty/model";
import type { Comment, EcmaScriptModule, Program } from "oxc-parser";
export function readDetail(
  _p: Program,
  _c: readonly Comment[],
  _r: EcmaScriptModule,
): { declarations: Declaration[]; exports: ExportedSymbol[]; sideEffects: boolean } {
  return { declarations: [], exports: [], sideEffects: true };
}
