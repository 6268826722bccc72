import type { Task } from "@sixty/model";

/** Runners that may replay a result in spite of being told not to. */
const RUNNERS = new Set(["nx", "turbo"]);

/**
 * Watches a task's output for the words of a runner that took the result from a cache.
 * Only for tasks that a runner runs: elsewhere the words mean nothing.
 */
export function watchCacheHit(task: Task): { readonly onLine?: (line: string) => void; hit(): boolean } {
  const byRunner = task.command.argv.some((word) =>
    RUNNERS.has(word.replace(/^.*[\\/]/, "").replace(/\.(?:c?js|cmd)$/, "")),
  );
  if (!byRunner) return { hit: () => false };
  let hit = false;
  const onLine = (line: string) => {
    hit ||= isHit(line, task);
  };
  return { onLine, hit: () => hit };
}

function isHit(line: string, { id, package: name, target }: Task): boolean {
  const nx =
    /^\s*(?:✔|√|>)?\s*nx run (.+?)\s{2,}\[(?:local cache|remote cache|existing outputs match the cache)/.exec(
      line,
    );
  if (nx) return nx[1] === id || nx[1]!.startsWith(`${id}:`) || nx[1] === `${name}:${target}`;
  const turbo = /^(.+?):([^:\s]+): cache hit\b/.exec(line.trim());
  return turbo !== null && turbo[1] === name && turbo[2] === target;
}
