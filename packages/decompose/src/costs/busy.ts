/**
 * The share of all cores that a task keeps busy while it runs: CPU time / wall time / cores, 0 … 1, rounded down to
 * thousandths of a core as the loop model counts them; 0 where its CPU time is unknown.
 */
export function coresShare(
  cost: { readonly wallMs: number; readonly cpuMs?: number } | undefined,
  cores: number,
): number {
  if (cost?.cpuMs === undefined || cost.wallMs <= 0) return 0;
  return Math.floor(1000 * Math.min(cores, cost.cpuMs / cost.wallMs) * (1 - 1e-9)) / 1000 / cores;
}
