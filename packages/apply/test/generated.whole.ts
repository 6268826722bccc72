import { expect, it } from "vitest";
import { checkGenerated } from "./support/check-generated.ts";

/** `benchmarks/apply-properties.ts` runs a thousand. */
const SEEDS = 12;

it.each(Array.from({ length: SEEDS }, (_, n) => n + 1))(
  "leads every specifier of generated package %i to the same file as before, and back",
  async (seed) => {
    const { edges, bundled } = await checkGenerated(seed, { types: seed % 4 === 0 });
    expect(edges).toBeGreaterThan(0);
    expect(bundled).toBeGreaterThan(0);
  },
);
