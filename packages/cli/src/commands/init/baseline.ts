import { existsSync } from "node:fs";
import { join } from "node:path";
import { readHead } from "@sixty/history";
import { ok, type Result } from "@sixty/model";
import { tighten } from "@sixty/ratchet";
import type { Context } from "../../context/context.ts";
import { ratchetFile, writeRatchet } from "../../context/ratchet.ts";
import type { Call } from "../../spec.ts";
import type { FileStep } from "./files.ts";

/** The first baseline of this machine class; it waits for timings where there are none. */
export async function firstBaseline(context: Context, { io }: Call): Promise<Result<FileStep>> {
  const { root, config, loops, timings } = context;
  if (existsSync(join(root, ratchetFile)))
    return ok({ path: ratchetFile, state: "left", why: "it is there" });
  if (timings.costs.size === 0)
    return ok({
      path: ratchetFile,
      state: "waiting",
      why: "nothing is measured yet: run `sixty measure`, then `sixty ratchet tighten`",
    });
  const head = await readHead(root, io.env);
  const { ratchet } = tighten(undefined, timings.machine.class, loops, config.budget, head?.commit);
  const written = writeRatchet(root, ratchet);
  return written.ok ? ok({ path: ratchetFile, state: "written" }) : written;
}
