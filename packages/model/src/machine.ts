import { z } from "zod";
import { lazy } from "./lazy.ts";

/**
 * Where a duration was taken. Durations of two classes are never compared in silence.
 * `class` reads like `linux-x64-2c` unless it is set by the user (a name for a CI runner, say).
 */
export const machineSchema = lazy(() =>
  z.object({
    class: z.string().min(1),
    cores: z.int().positive(),
    /** How much longer work takes when every core is busy than alone, ≥ 1; absent where it was not measured. */
    crowding: z.number().min(1).optional(),
  }),
);
export type Machine = z.infer<typeof machineSchema>;
