export { takeBaseline } from "./baseline.ts";
export { formatRatchet } from "./format.ts";
export { type Case, judge } from "./judge.ts";
export { type Budget, DEFAULT_TOLERANCE, type Tolerance } from "./limits.ts";
export { type Look, lookAtPairs } from "./paired/look.ts";
export { parseRatchet } from "./parse.ts";
export { isTightened, type TightenChange, type Tightened, tighten, tightenable } from "./tighten.ts";
export { waive } from "./waive.ts";
