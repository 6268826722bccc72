import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Installs packages from the registry, and puts the folder's programs and its own Node, if any, on the PATH. */
export function install(root: string, ...packages: readonly string[]): NodeJS.ProcessEnv {
  execFileSync(
    "npm",
    ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error", ...packages],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  return { ...clean(), PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}` };
}

/** The environment without what the test runner of these tests put into it. */
function clean(): NodeJS.ProcessEnv {
  const names = /^(?:VITEST|NODE_ENV$|TEST$|VITE_|npm_|SIXTY_|DEV$|PROD$|MODE$|SSR$|BASE_URL$|NX_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.test(name)));
}
