import { join } from "node:path";
import type { Output } from "./output.ts";

/** A tool that watches, and how to tell from outside that it is ready and that it has come to a verdict. */
export interface Tool {
  readonly name: string;
  readonly argv: (root: string, targets: readonly string[]) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Resolves when it watches and nothing runs. */
  readonly ready: (output: Output) => Promise<void>;
  /** Milliseconds by `performance.now` at which the verdict of what was saved at `from` was printed. */
  readonly verdict: (output: Output, from: number) => Promise<number>;
}

const bin = (root: string, name: string) => join(root, "node_modules", ".bin", name);
const cli = join(import.meta.dirname, "../../packages/cli/dist/sixty.js");

const sixtyReady = (output: Output) =>
  output
    .line(/"type":"loop"/, 0)
    .then(() => output.quiet(3000))
    .then(() => {});
const sixtyArgv = () => [process.execPath, cli, "watch", "--since", "HEAD", "--json"];

export const tools: readonly Tool[] = [
  {
    name: "sixty watch",
    argv: sixtyArgv,
    ready: sixtyReady,
    verdict: (output, from) => output.line(/"type":"loop"/, from),
  },
  {
    name: "sixty watch, first answer",
    argv: sixtyArgv,
    ready: sixtyReady,
    verdict: async (output, from) => {
      const answer = await output.line(/"type":"(?:answer|loop)"/, from);
      // The next save must not fall into the rest of this loop.
      await output.line(/"type":"loop"/, from);
      return answer;
    },
  },
  {
    name: "nx watch",
    argv: (root, targets) => [
      bin(root, "nx"),
      "watch",
      "--all",
      "--",
      `${bin(root, "nx")} affected -t ${targets.join(" ")} --outputStyle=stream`,
    ],
    env: { NX_DAEMON: "true", NX_TUI: "false", NX_NO_CLOUD: "true" },
    ready: (output) => output.quiet(15_000).then(() => {}),
    verdict: (output, from) =>
      output.line(/NX\s+(?:Successfully ran|Ran) target|NX\s+No tasks were run/, from),
  },
  {
    name: "turbo watch",
    argv: (root, targets) => [bin(root, "turbo"), "watch", ...targets, "--ui=stream"],
    env: { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
    ready: (output) => output.quiet(20_000).then(() => {}),
    // It prints no summary: the verdict is the last line before it falls silent.
    verdict: (output, from) => output.any(from).then(() => output.quiet(8000)),
  },
  {
    name: "vitest --watch",
    argv: (root) => [bin(root, "vitest"), "--watch"],
    ready: (output) => output.line(/Waiting for file changes/, 0).then(() => {}),
    verdict: (output, from) => output.line(/Waiting for file changes/, from),
  },
];
