import type { Part } from "@sixty/model";
import type { Shape } from "./shape.ts";

const CODE = /(^|\.)[\w-]*(config|setup|preset)[\w.-]*\.[cm]?[jt]s$/;
const DATA =
  /^(\.?[\w.-]*rc(\.json)?|turbo\.json|project\.json|\.swcrc|\.npmignore|typedoc\.json|api-extractor\.json)$/;
const TSCONFIG = /^tsconfig(\.[\w.-]+)?\.json$/;
const BUILD = /^(tsup|tsdown|rollup|rolldown|esbuild|webpack|rspack|build|babel|api-extractor|typedoc)\b/;
const TEST = /^(vitest|vite|jest|playwright|karma|ava|\.mocharc)/;

/** A program for some tool, rather than data. */
export function isConfigCode(name: string): boolean {
  return CODE.test(name);
}

/** A file in a package's own folder that tells a tool or a compiler what to do. */
export function isConfigText(name: string): boolean {
  return CODE.test(name) || DATA.test(name) || TSCONFIG.test(name);
}

/** Whether a part gets a copy: one without tests has nothing to run them by, one that is not built nothing to build by. */
export function takesConfig(name: string, part: Part, shape: Shape): boolean {
  if (!CODE.test(name) && !DATA.test(name)) return false;
  if (shape.kind === "source" && !shape.fromSource && BUILD.test(name)) return false;
  return part.tests.length > 0 || !TEST.test(name) || name.startsWith("vite.");
}
