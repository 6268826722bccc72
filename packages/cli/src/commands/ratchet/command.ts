import { type ModelOptions, timingsOption, workersOption } from "../../options.ts";
import type { CommandSpec } from "../../spec.ts";

export const ratchet: CommandSpec = {
  name: "ratchet",
  summary: "what the gate holds: show, tighten, waive",
  commands: [
    {
      name: "show",
      summary: "the baseline of this machine class, and the waivers",
      load: async () => ({ action: (await import("./show.ts")).show }),
    },
    {
      name: "tighten",
      summary: "write improvements to the baseline; take a first one where there is none",
      options: [timingsOption, workersOption],
      load: async () => ({ action: (await import("./tighten.ts")).tightenAction }),
    },
    {
      name: "waive",
      summary: "let one package pass for a time, with an owner, a reason and an end",
      arguments: [{ usage: "<package>", summary: "its name, or * for the complete loop" }],
      options: [
        { flags: "--owner <name>", summary: "who answers for it", required: true },
        { flags: "--reason <text>", summary: "why", required: true },
        { flags: "--until <date>", summary: "last day, such as 2027-03-31", reads: "date", required: true },
        {
          flags: "--ceiling <duration>",
          summary: "what the loop may not pass even so, such as 90s",
          reads: "duration",
          required: true,
        },
      ],
      examples: [
        'sixty ratchet waive @app/core --owner ann --reason "split under way" --until 2027-03-31 --ceiling 90s',
      ],
      load: async () => ({ action: (await import("./waive.ts")).waiveAction }),
    },
  ],
};

export type TightenOptions = ModelOptions;

export interface WaiveOptions {
  readonly owner: string;
  readonly reason: string;
  readonly until: string;
  readonly ceiling: number;
}
