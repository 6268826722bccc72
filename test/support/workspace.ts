import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { repository } from "./sixty.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

export interface Member {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependsOn?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

/** An empty folder that goes when the test file is done. */
export function folder(): string {
  const made_ = realpathSync(mkdtempSync(join(tmpdir(), "sixty-test-")));
  made.push(made_);
  return made_;
}

/** A real npm workspace with one git commit. Members live in `packages/<name without scope>` and are linked, not installed. */
export function workspace(
  members: Readonly<Record<string, Member>>,
  files: Readonly<Record<string, string>> = {},
): string {
  const root = folder();
  put(root, {
    "package.json": json({ name: "root", private: true, type: "module", workspaces: ["packages/*"] }),
    ".gitignore": "node_modules/\ndist/\n.sixty/\n",
  });
  for (const [name, member] of Object.entries(members)) {
    const at = `packages/${name.replace(/^@[^/]+\//, "")}`;
    const dependencies = Object.fromEntries((member.dependsOn ?? []).map((one) => [one, "1.0.0"]));
    put(root, {
      [`${at}/package.json`]: json({
        name,
        version: "1.0.0",
        type: "module",
        scripts: member.scripts,
        dependencies,
      }),
      ...Object.fromEntries(
        Object.entries(member.files ?? {}).map(([file, text]) => [`${at}/${file}`, text]),
      ),
    });
    link(join(root, at), join(root, "node_modules", name));
  }
  put(root, files);
  commit(root, "Start");
  return root;
}

/** Makes tools of this repository usable in a workspace, as an install would. */
export function useTools(root: string, ...names: readonly string[]): void {
  for (const name of names) link(join(repository, "node_modules", name), join(root, "node_modules", name));
  link(join(repository, "node_modules", ".bin"), join(root, "node_modules", ".bin"));
}

export function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

export function get(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function commit(root: string, message: string): void {
  const git = (...args: string[]) => execFileSync("git", ["-C", root, ...args], { stdio: "ignore" });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "-m", message);
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function link(to: string, at: string): void {
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(to, at, "junction");
}
