/** The folder for what can be worked out again. */
export function cacheOf(root: string): string {
  return `${root}/.sixty/cache`;
}
