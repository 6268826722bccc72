import { z } from "zod";
import { parseDuration } from "./duration.ts";

/** A duration in a file: `"60s"`, `"500ms"` or milliseconds; milliseconds once read. */
const duration = z.union([z.string(), z.number()]).transform((text, context) => {
  const read = parseDuration(text);
  if (read.ok) return read.value;
  context.addIssue({ code: "custom", message: `${read.error.what}. ${read.error.fix}` });
  return z.NEVER;
});

/** `sixty.config.json` or `.ts`. Every field has a default. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    budget: z
      .strictObject({
        /** The loop after an edit of any one package. */
        edit: duration.default(60_000),
        /** The loop with nothing cached; none unless set. */
        complete: duration.optional(),
        /** A package's own tasks, run alone; none unless set. */
        package: duration.optional(),
      })
      .prefault({}),
    /** Loop targets by name; found when empty. */
    targets: z.array(z.string()).default([]),
    /** Tasks at once; the machine's cores unless set. */
    workers: z.int().positive().optional(),
    /** Name of the machine class that this runs on, instead of the derived one. */
    machine: z.string().optional(),
    /** Longest run of one task before it is killed. */
    timeout: duration.default(1_800_000),
    /** Packages left out, by name or glob. */
    exclude: z.array(z.string()).default([]),
    history: z
      .strictObject({
        /** Commits read. */
        commits: z.int().positive().default(2000),
        /** Days after which an edit counts half. */
        halfLifeDays: z.number().positive().default(90),
      })
      .prefault({}),
    split: z
      .strictObject({
        /** Share of the edit budget that a plan aims at. */
        aim: z.number().positive().max(1).default(0.85),
        maxParts: z.int().min(2).default(16),
        maxFiles: z.int().positive().default(400),
        maxTokens: z.int().positive().default(400_000),
        /** `{package}` is the old name, `{part}` the part's own. */
        name: z.string().default("{package}-{part}"),
        /** `{root}` is the old folder, `{parent}` the one above it, `{part}` the part's own name, `{folder}` the last segment of the old folder. */
        root: z.string().default("{parent}/{folder}-{part}"),
        dependents: z.enum(["direct", "facade"]).default("direct"),
        /** New packages are private unless they must be published with the old one. */
        publish: z.boolean().default(false),
      })
      .prefault({}),
  })
  .prefault({});
export type Config = z.infer<typeof configSchema>;
