import type { CommandSpec } from "../spec.ts";
import { gate } from "./gate/command.ts";
import { init } from "./init/command.ts";
import { measure } from "./measure/command.ts";
import { ratchet } from "./ratchet/command.ts";
import { replay } from "./replay/command.ts";
import { report } from "./report/command.ts";
import { split } from "./split/command.ts";
import { watch } from "./watch/command.ts";
import { which } from "./which/command.ts";
import { why } from "./why/command.ts";

/** All commands, in the order of help: as they are met in a repository's life. */
export const commands: readonly CommandSpec[] = [
  init,
  measure,
  report,
  gate,
  ratchet,
  which,
  split,
  why,
  replay,
  watch,
];
