import { z } from "zod";
import { parseDuration } from "./duration.ts";
import { lazy } from "./lazy.ts";

/** What holds where a config says nothing. Plain data, so that a workspace without a config loads no schema. */
export const defaultConfig = {
  budget: { edit: 60_000 },
  targets: [] as string[],
  timeout: 1_800_000,
  exclude: [] as string[],
  history: { commits: 2000, halfLifeDays: 90 },
  split: {
    aim: 0.85,
    maxParts: 16,
    maxFiles: 400,
    maxTokens: 400_000,
    name: "{package}-{part}",
    root: "{parent}/{folder}-{part}",
    dependents: "direct" as "direct" | "facade",
    publish: false,
  },
};

/** A duration in a file: `"60s"`, `"500ms"` or milliseconds; milliseconds once read. */
const duration = () =>
  z.union([z.string(), z.number()]).transform((text, context) => {
    const read = parseDuration(text);
    if (read.ok) return read.value;
    context.addIssue({ code: "custom", message: `${read.error.what}. ${read.error.fix}` });
    return z.NEVER;
  });

/** `sixty.config.json` or `.ts`. Every field has a default. */
export const configSchema = lazy(() =>
  z
    .strictObject({
      $schema: z.string().optional(),
      budget: z
        .strictObject({
          edit: duration()
            .default(defaultConfig.budget.edit)
            .describe("The loop after an edit of any one package"),
          complete: duration().optional().describe("The loop with nothing cached; none unless set"),
          package: duration().optional().describe("A package's own tasks, run alone; none unless set"),
        })
        .prefault({}),
      targets: z.array(z.string()).default([]).describe("Loop targets by name; found when empty"),
      workers: z.int().positive().optional().describe("Tasks at once; the machine's cores unless set"),
      machine: z
        .string()
        .optional()
        .describe("Name of the machine class that this runs on, instead of the derived one"),
      timeout: duration()
        .default(defaultConfig.timeout)
        .describe("Longest run of one task before it is killed"),
      exclude: z
        .array(z.string())
        .default([])
        .describe(
          "Packages left out, by name or glob, and scripts of the root that would prove a split, by id",
        ),
      history: z
        .strictObject({
          commits: z.int().positive().default(defaultConfig.history.commits).describe("Commits read"),
          halfLifeDays: z
            .number()
            .positive()
            .default(defaultConfig.history.halfLifeDays)
            .describe("Days after which an edit counts half"),
        })
        .prefault({}),
      split: z
        .strictObject({
          aim: z
            .number()
            .positive()
            .max(1)
            .default(defaultConfig.split.aim)
            .describe("Share of the edit budget that a plan aims at"),
          maxParts: z.int().min(2).default(defaultConfig.split.maxParts),
          maxFiles: z.int().positive().default(defaultConfig.split.maxFiles),
          maxTokens: z.int().positive().default(defaultConfig.split.maxTokens),
          name: z
            .string()
            .default(defaultConfig.split.name)
            .describe("`{package}` is the old name, as npm knows it, `{part}` the part's own"),
          root: z
            .string()
            .default(defaultConfig.split.root)
            .describe(
              "`{root}` is the old folder, `{parent}` the one above it, `{part}` the part's own name, `{folder}` the last segment of the old folder",
            ),
          dependents: z.enum(["direct", "facade"]).default(defaultConfig.split.dependents),
          publish: z
            .boolean()
            .default(defaultConfig.split.publish)
            .describe("New packages are private unless they must be published with the old one"),
        })
        .prefault({}),
    })
    .prefault({}),
);
export type Config = z.infer<typeof configSchema>;
