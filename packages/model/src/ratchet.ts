import { z } from "zod";
import { lazy } from "./lazy.ts";

const ms = () => z.number().int().nonnegative();

/** What one machine class is held to. Packages are sorted by name, one line each in the file. */
export const baselineSchema = lazy(() =>
  z.object({
    /** Commit that it was taken at. */
    commit: z.string().optional(),
    /** p95 over edits and the complete loop when it was taken. */
    p95Ms: ms().optional(),
    completeMs: ms().optional(),
    /** The loop after an edit, per package. Over budget: held at this. Under: held at the budget. */
    packages: z.record(z.string(), z.object({ editMs: ms(), ownMs: ms() })),
  }),
);
export type Baseline = z.infer<typeof baselineSchema>;

/** A dated, owned, reasoned exception for one package (or `*` for the workspace's complete loop). */
export const waiverSchema = lazy(() =>
  z.object({
    package: z.string().min(1),
    owner: z.string().min(1),
    reason: z.string().min(1),
    /** Last day that it counts, `YYYY-MM-DD`, UTC. */
    until: z.iso.date(),
    /** The loop may not pass this even so. */
    ceilingMs: ms(),
  }),
);
export type Waiver = z.infer<typeof waiverSchema>;

/** `sixty.ratchet.json`. */
export const ratchetSchema = lazy(() =>
  z.object({
    schema: z.literal("sixty.ratchet/1"),
    /** By machine class. */
    machines: z.record(z.string(), baselineSchema),
    waivers: z.array(waiverSchema).default([]),
  }),
);
export type Ratchet = z.infer<typeof ratchetSchema>;
