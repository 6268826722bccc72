/**
 * Least squares with no coefficient below zero, for few columns: the best of all subsets of columns, each solved
 * by its normal equations. Exact, since the optimum is the unconstrained one over the columns that it uses.
 *
 * @param rows each as long as there are columns (≤ 8)
 * @returns one coefficient per column
 */
export function nnls(rows: readonly (readonly number[])[], target: readonly number[]): number[] {
  const columns = rows[0]?.length ?? 0;
  let best = new Array<number>(columns).fill(0);
  let least = squares(rows, target, best);
  for (let mask = 1; mask < 1 << columns; mask++) {
    const used = [...Array(columns).keys()].filter((c) => (mask >> c) & 1);
    const solved = solve(rows, target, used);
    if (!solved || solved.some((x) => x < 0)) continue;
    const full = new Array<number>(columns).fill(0);
    used.forEach((c, i) => {
      full[c] = solved[i]!;
    });
    const error = squares(rows, target, full);
    if (error >= least * (1 - 1e-12)) continue;
    least = error;
    best = full;
  }
  return best;
}

export function squares(
  rows: readonly (readonly number[])[],
  target: readonly number[],
  x: readonly number[],
) {
  return rows.reduce((sum, row, i) => {
    const off = row.reduce((dot, value, c) => dot + value * x[c]!, 0) - target[i]!;
    return sum + off * off;
  }, 0);
}

/** Gaussian elimination with pivoting on AᵀA x = Aᵀb; undefined when the columns depend on one another. */
function solve(
  rows: readonly (readonly number[])[],
  target: readonly number[],
  used: readonly number[],
): number[] | undefined {
  const n = used.length;
  const m = used.map((a) => [
    ...used.map((b) => rows.reduce((sum, row) => sum + row[a]! * row[b]!, 0)),
    rows.reduce((sum, row, i) => sum + row[a]! * target[i]!, 0),
  ]);
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(m[r]![c]!) > Math.abs(m[pivot]![c]!)) pivot = r;
    [m[c], m[pivot]] = [m[pivot]!, m[c]!];
    const scale = m[c]![c]!;
    if (Math.abs(scale) < 1e-9 * Math.max(1, Math.abs(m[c]![n]!))) return undefined;
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const by = m[r]![c]! / scale;
      for (let k = c; k <= n; k++) m[r]![k]! -= by * m[c]![k]!;
    }
  }
  return m.map((row, c) => row[n]! / row[c]!);
}
