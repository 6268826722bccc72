import { lazy } from "@sixty/model";
import { z } from "zod";

/** What the process inside vitest tells of a run. */
export const doneSchema = lazy(() => {
  const error = z.object({
    error: z.string().optional(),
    message: z.string(),
    diff: z.string().optional(),
    stack: z.string().optional(),
    frames: z.array(z.object({ file: z.string(), line: z.number().optional() })),
  });
  return z.object({
    /** Exit status that the command would have. */
    code: z.number(),
    modules: z.array(
      z.object({
        /** Absolute. */
        file: z.string(),
        ok: z.boolean(),
        tests: z.number(),
        ms: z.number(),
        failures: z.array(error.extend({ name: z.string(), line: z.number().optional() })),
      }),
    ),
    /** Outside of any test. */
    errors: z.array(error),
    ms: z.number(),
    /** Of the first answer whose passed files were not run again. */
    beforeMs: z.number().optional(),
    /** What was asked as a first answer was every test file. */
    whole: z.boolean().optional(),
  });
});
export type VitestDone = z.infer<typeof doneSchema>;
export type VitestError = VitestDone["errors"][number];
