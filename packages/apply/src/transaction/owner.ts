import { z } from "zod";

/** A process, told apart from a later one with the same number where the system says when it began. */
export const ownerSchema = z.object({
  pid: z.int().positive(),
  /** Boot and start time of the process; absent where the system does not tell. */
  born: z.string().optional(),
});
export type Owner = z.infer<typeof ownerSchema>;
