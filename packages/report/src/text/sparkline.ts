import type { Look } from "../look.ts";

const STEPS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const PLAIN = ["_", ".", "-", "=", "#"];

/** One character a value, from nothing to the greatest. */
export function sparkline(values: readonly number[], look: Look): readonly string[] {
  const steps = look.unicode ? STEPS : PLAIN;
  const most = Math.max(1, ...values);
  return values.map((value) => steps[Math.min(steps.length - 1, Math.floor((value / most) * steps.length))]!);
}
