import { z } from "zod";
import { lazy } from "./lazy.ts";

const ms = () => z.number().int().nonnegative();

/** Why a file cannot be moved as it is, or what a split cannot bring. */
export const obstacleSchema = lazy(() =>
  z.object({
    code: z.string(),
    what: z.string(),
    file: z.string().optional(),
    line: z.int().positive().optional(),
    /** Seconds that its removal would bring, where known. */
    savedMs: ms().optional(),
    fix: z.string().optional(),
  }),
);
export type Obstacle = z.infer<typeof obstacleSchema>;

export const partSchema = lazy(() =>
  z.object({
    /** Name of the new package; the façade's is the old one. */
    name: z.string().min(1),
    /** Folder, workspace-relative, POSIX. */
    root: z.string().min(1),
    facade: z.boolean().default(false),
    /** Source and asset paths as they are before the split, sorted. */
    files: z.array(z.string()),
    /** Test files and what belongs to them alone. */
    tests: z.array(z.string()),
    /** Other parts that it imports. */
    dependsOn: z.array(z.string()).default([]),
    tokens: z.int().nonnegative().default(0),
  }),
);
export type Part = z.infer<typeof partSchema>;

/** Declarations that leave `from` for a new or existing file of a leaf part, so that a type-only cycle opens. */
export const hoistSchema = lazy(() =>
  z.object({
    from: z.string(),
    names: z.array(z.string()),
    /** File that they go to, workspace-relative, as it would be named before the split. */
    to: z.string(),
    part: z.string(),
  }),
);
export type Hoist = z.infer<typeof hoistSchema>;

export const predictionSchema = lazy(() =>
  z.object({
    workers: z.int().positive(),
    beforeMs: ms(),
    afterMs: ms(),
    boundMs: ms(),
    p50BeforeMs: ms(),
    p50AfterMs: ms(),
    p95BeforeMs: ms(),
    p95AfterMs: ms(),
    /** after / bound, ≥ 1. */
    ratio: z.number(),
  }),
);
export type Prediction = z.infer<typeof predictionSchema>;

/** `sixty split` writes it; a person or an agent edits it; `--plan` reads it back. */
export const planSchema = lazy(() =>
  z.object({
    schema: z.literal("sixty.plan/1"),
    package: z.string(),
    dependents: z.enum(["direct", "facade"]),
    parts: z.array(partSchema).min(1),
    hoists: z.array(hoistSchema).default([]),
    predicted: predictionSchema,
    /** Files that change folder. */
    moves: z.int().nonnegative(),
    /** Specifiers that change. */
    rewrites: z.int().nonnegative(),
    obstacles: z.array(obstacleSchema).default([]),
  }),
);
export type Plan = z.infer<typeof planSchema>;
