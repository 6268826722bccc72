import { rmSync } from "node:fs";
import { type ModuleGraph, ok } from "@sixty/model";
import { expect, it } from "vitest";
import { applyPlan, undo } from "../src/index.ts";
import { generate } from "./support/generate.ts";
import { git, read, repository, snapshot } from "./support/rig.ts";

/** Every edge as text, files by the name `move` gives them, without those of the user and of files that `skip` names. */
function edgesOf(graph: ModuleGraph, move: (path: string) => string, skip: ReadonlySet<string>): string[] {
  const path = (at: number) => move(graph.files[at]!.path);
  return graph.edges
    .filter((edge) => !graph.files[edge.from]!.path.startsWith("packages/user/"))
    .filter((edge) => !skip.has(graph.files[edge.from]!.path))
    .map((edge) => `${path(edge.from)} ${edge.kind} ${path(edge.to)} ${JSON.stringify(edge.names)}`)
    .sort();
}

const SEEDS = Number(process.env["SIXTY_SEEDS"] ?? 12);

it(
  `leads every specifier to the same file as before, and back, over ${SEEDS} generated packages`,
  async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { files, plan } = generate(seed);
      const root = repository(files);
      const before = snapshot(root);
      const { workspace, graph } = await read(root);
      expect(graph.unresolved, `seed ${seed}`).toEqual([]);
      const applied = await applyPlan(
        {
          plan,
          workspace,
          graph,
          now: () => new Date(0),
          runTasks: async () => [],
          reread: async () => ok(await read(root)),
          verify: false,
          install: false,
        },
        () => undefined,
      );
      expect(applied, `seed ${seed}`).toMatchObject({ ok: true, value: { state: "kept" } });
      const after = await read(root);
      expect(after.graph.unresolved, `seed ${seed}`).toEqual([]);
      const moves = new Map(
        applied.ok ? applied.value.changes.moves.map((move) => [move.from, move.to]) : [],
      );
      // At the path of an entry that moved stands a stub, which the package did not have before.
      expect(
        edgesOf(after.graph, (path) => path, new Set(moves.keys())),
        `seed ${seed}`,
      ).toEqual(edgesOf(graph, (path) => moves.get(path) ?? path, new Set()));
      expect(await undo({ root })).toMatchObject({ ok: true });
      expect(snapshot(root), `seed ${seed}`).toEqual(before);
      expect(git(root, "status", "--porcelain")).toBe("");
      rmSync(root, { recursive: true });
    }
  },
  SEEDS * 20_000,
);
