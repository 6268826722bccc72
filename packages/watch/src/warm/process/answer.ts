import { lazy } from "@sixty/model";
import { z } from "zod";

/** What every kept process answers, apart from what its tool tells when it is done. */
const answerSchema = lazy(() =>
  z.discriminatedUnion("type", [
    /** `rss`: bytes of the process. */
    z.object({ type: z.literal("done"), rss: z.number() }),
    z.object({ type: z.literal("cancelled") }),
    /** The configuration needs what a kept process cannot give. */
    z.object({ type: z.literal("unfit"), reason: z.string() }),
    /** A file changed that the process was made of. */
    z.object({ type: z.literal("stale"), file: z.string() }),
    /** It could not even begin. */
    z.object({ type: z.literal("broken") }),
  ]),
);
export type Answer = z.infer<typeof answerSchema>;

export function readAnswer(value: unknown): Answer | undefined {
  const read = answerSchema.safeParse(value);
  return read.success ? read.data : undefined;
}
