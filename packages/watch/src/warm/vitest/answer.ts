import { lazy } from "@sixty/model";
import { z } from "zod";

/** What the process inside vitest answers. */
export const answerSchema = lazy(() => {
  const error = z.object({
    error: z.string().optional(),
    message: z.string(),
    diff: z.string().optional(),
    stack: z.string().optional(),
    frames: z.array(z.object({ file: z.string(), line: z.number().optional() })),
  });
  return z.discriminatedUnion("type", [
    z.object({
      type: z.literal("done"),
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
      /** Bytes of the process itself. */
      rss: z.number(),
      cancelled: z.boolean(),
    }),
    z.object({ type: z.literal("cancelled") }),
    /** The configuration needs what a kept process cannot give. */
    z.object({ type: z.literal("unfit"), reason: z.string() }),
    /** A file changed that the process was made of. */
    z.object({ type: z.literal("stale"), file: z.string() }),
    /** It could not even begin. */
    z.object({ type: z.literal("broken"), error }),
  ]);
});
export type VitestAnswer = z.infer<typeof answerSchema>;
export type VitestDone = Extract<VitestAnswer, { type: "done" }>;
export type VitestError = VitestDone["errors"][number];
