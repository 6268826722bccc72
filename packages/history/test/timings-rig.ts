import type { Machine, Timing } from "@sixty/model";

export const machine: Machine = { class: "linux-x64-2c", cores: 2 };

/** A cold, good run of `a:build` unless told otherwise. */
export function timing(rest: Partial<Timing> = {}): Timing {
  return {
    schema: "sixty.timing/1",
    run: "r1",
    id: "a:build",
    package: "a",
    target: "build",
    state: "ok",
    mode: "cold",
    wallMs: 1000,
    startedAt: "2026-11-21T02:00:00.000Z",
    machine,
    source: "measure",
    ...rest,
  };
}
