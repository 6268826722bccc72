import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Line, Output } from "./output.ts";
import { sixtyReading } from "./sixty.ts";

/** What a tool said of one save. */
export interface Reading {
  /** Milliseconds from the save, by what is measured; each tool has at least one. */
  readonly ms: Readonly<Record<string, number>>;
  readonly passed: boolean;
  /** Tasks that ran, sorted; undefined of a tool that knows none. */
  readonly tasks?: readonly string[];
  /** For the log. */
  readonly note?: string;
}

export interface Setting {
  readonly root: string;
  readonly targets: readonly string[];
  /** Names of the packages that are edited. */
  readonly edited: readonly string[];
  /** Names of packages that are left out. */
  readonly exclude: readonly string[];
}

/** A tool that watches, and how to tell from outside that it is ready and that it has come to a verdict. */
export interface Tool {
  readonly name: string;
  readonly argv: (setting: Setting) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Resolves when it watches and nothing runs. */
  readonly ready: (output: Output) => Promise<void>;
  readonly verdict: (output: Output, from: number) => Promise<Reading>;
}

const bin = (root: string, name: string) => join(root, "node_modules", ".bin", name);
const cli = join(import.meta.dirname, "../../packages/cli/dist/sixty.js");

const NX_END = /NX\s+(?:Successfully ran|Ran targets?|Running targets? .* failed|No tasks were run)/;

export const tools: readonly Tool[] = [
  {
    name: "sixty watch",
    argv: () => [process.execPath, cli, "watch", "--since", "HEAD", "--json"],
    ready: async (output) => {
      await output.line(/"type":"loop"/, 0);
      await output.quiet(5000);
    },
    verdict: sixtyReading,
  },
  {
    name: "nx watch",
    argv: ({ root, targets, exclude }) => [
      bin(root, "nx"),
      "watch",
      "--all",
      "--",
      `${bin(root, "nx")} affected -t ${targets.join(" ")} --outputStyle=stream${exclude.length > 0 ? ` --exclude=${exclude.join()}` : ""}`,
    ],
    env: { NX_DAEMON: "true", NX_TUI: "false", NX_NO_CLOUD: "true" },
    ready: async (output) => {
      await output.quiet(12_000);
    },
    verdict: async (output, from) => {
      const at = await output.line(NX_END, from);
      await output.quiet(1000);
      const lines = output.since(from);
      return {
        ms: { "nx watch": at - from },
        passed: lines.some(({ text }) => /NX\s+(?:Successfully ran|No tasks)/.test(text)),
        // A target with a colon in its name stands in quotes.
        tasks: found(lines, /^> nx run (\S+)\s*$/).map((id) => id.replaceAll('"', "")),
      };
    },
  },
  {
    name: "turbo watch",
    // It begins with a run of everything that it watches: only what the edits can reach.
    argv: ({ root, targets, edited, exclude }) => [
      bin(root, "turbo"),
      "watch",
      ...targets,
      "--ui=stream",
      "--dangerously-disable-package-manager-check",
      ...edited.map((name) => `--filter=...${name}`),
      ...exclude.map((name) => `--filter=!${name}`),
    ],
    env: { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
    ready: async (output) => {
      await output.line(/cache (?:hit|miss)/, 0);
      await output.quiet(12_000);
    },
    // It prints no summary: the verdict is the last line before it falls silent.
    verdict: async (output, from) => {
      await output.any(from);
      const at = await output.quiet(6000);
      const lines = output.since(from);
      return {
        ms: { "turbo watch": at - from },
        passed: !lines.some(({ text }) => /exited \([1-9]|\bERROR\b|command finished with error/.test(text)),
        tasks: found(lines, /^(\S+:[\w:-]+): cache (?:miss|bypass)/),
      };
    },
  },
  {
    name: "vitest --watch",
    argv: ({ root }) => [bin(root, "vitest"), "--watch"],
    ready: async (output) => {
      await output.line(/(?:Waiting|Watching) for file changes/, 0);
      await sleep(1000);
    },
    verdict: async (output, from) => {
      const at = await output.line(/(?:Waiting|Watching) for file changes/, from);
      const lines = output.since(from);
      const tests = lines.map(({ text }) => /^\s*Tests\s+(.*)$/.exec(text)?.[1]).find(Boolean);
      return {
        ms: { "vitest --watch": at - from },
        passed: !lines.some(({ text }) => /^\s*FAIL\b|\bTests\s+.*failed|Test Files\s+.*failed/.test(text)),
        ...(tests === undefined ? {} : { note: `tests ${tests}` }),
      };
    },
  },
];

function found(lines: readonly Line[], pattern: RegExp): readonly string[] {
  return [...new Set(lines.flatMap(({ text }) => pattern.exec(text)?.[1] ?? []))].sort();
}
