/** Files that say what packages and tasks there are. */
const STRUCTURE =
  /(?:^|\/)(?:package\.json|project\.json|nx\.json|turbo\.jsonc?|pnpm-workspace\.yaml|lerna\.json|tsconfig[^/]*\.json|[^/]+\.config\.[^/]+)$/;

/** Files that a process which is kept has read and does not look at again. */
const RETIRES =
  /(?:^|\/)(?:package\.json|tsconfig[^/]*\.json|\.env[^/]*|[^/]+\.(?:config|workspace|setup)\.[^/]+)$/;

/** Word that package managers leave of what is installed. */
const MARKERS = [
  "node_modules/.package-lock.json",
  "node_modules/.modules.yaml",
  "node_modules/.yarn-state.yml",
];

export function isStructure(file: string): boolean {
  return STRUCTURE.test(file);
}

export function retires(file: string): boolean {
  return RETIRES.test(file);
}

export function isIgnoreFile(file: string): boolean {
  return file === ".gitignore" || file.endsWith("/.gitignore");
}

export function tellsInstall(path: string): boolean {
  return path === "node_modules" || MARKERS.includes(path);
}
