import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readNxRuns, readTimingFiles, readTurboRuns } from "../src/index.ts";
import { measured } from "./support/measured.ts";
import { folder, task, workspace, write } from "./support/workspace.ts";

const machine = { class: "here-2c", cores: 2 };
const tasks = [
  task("pkg0:build", ""),
  task("pkg1:build", ""),
  task("pkg2:build", ""),
  task("pkg1:test", "", { kind: "test" }),
];

const miss = {
  taskId: "pkg1:test",
  target: "test",
  projectName: "pkg1",
  hash: "1",
  startTime: "2026-01-01T00:00:00.000Z",
  endTime: "2026-01-01T00:00:02.500Z",
  params: "",
  cacheStatus: "cache-miss",
  status: 0,
};
const lastRun = (...changes: object[]) =>
  JSON.stringify({ run: { command: "nx" }, tasks: changes.map((change) => ({ ...miss, ...change })) });

test("only tasks that Nx ran, and that ended well, are read from its last run", async () => {
  const root = folder({
    ".nx/cache/run.json": lastRun(
      {},
      { cacheStatus: "local-cache-hit", startTime: "2026-01-01T00:00:10.000Z" },
      { cacheStatus: "remote-cache-hit", startTime: "2026-01-01T00:00:11.000Z" },
      { status: 1, startTime: "2026-01-01T00:00:12.000Z" },
      { target: "lint", startTime: "2026-01-01T00:00:13.000Z" },
    ),
  });
  const read = await readNxRuns({ workspace: workspace(root, tasks), machine, env: {} });
  expect(read).toMatchObject({ ok: true, value: { warnings: [{ code: "NOT_IN_LOOP" }] } });
  expect(read.ok && read.value.timings).toEqual([
    {
      schema: "sixty.timing/1",
      run: `nx-${Date.parse(miss.startTime)}`,
      id: "pkg1:test",
      package: "pkg1",
      target: "test",
      state: "ok",
      mode: "cold",
      wallMs: 2500,
      startedAt: miss.startTime,
      fingerprint: "nx 1",
      machine,
      source: "nx",
    },
  ]);
});

function withDatabase(to: string, env: Readonly<Record<string, string>> = {}) {
  const root = folder();
  mkdirSync(join(root, to), { recursive: true });
  for (const end of ["", "-wal"]) {
    copyFileSync(join(import.meta.dirname, `fixtures/history.db${end}`), join(root, to, `0123-v9.db${end}`));
  }
  return readNxRuns({ workspace: workspace(root, tasks), machine, env });
}

test.each([
  [".nx/workspace-data", {}],
  ["elsewhere", { NX_WORKSPACE_DATA_DIRECTORY: "elsewhere" }],
])("the history of Nx in %s is read with its log, without failures and hits", async (to, env) => {
  const read = await withDatabase(to, env);
  expect(read.ok && read.value.timings.map(({ id, wallMs }) => `${id} ${wallMs}`)).toEqual(
    Array.from({ length: 9 }, (_, at) => `pkg${at % 3}:build ${100 + at}`),
  );
});

test("records that are broken are said, none at all is a problem", async () => {
  const root = folder({
    ".nx/cache/run.json": "{",
    ".nx/workspace-data/1.db": "not a database, but long enough to be read",
  });
  const read = await readNxRuns({ workspace: workspace(root, tasks), machine, env: {} });
  expect(read).toMatchObject({
    ok: true,
    value: { timings: [], warnings: [{ code: "BAD_RECORD" }, { code: "BAD_RECORD" }] },
  });
  const none = await readNxRuns({ workspace: workspace(folder(), tasks), machine, env: {} });
  expect(none).toMatchObject({ ok: false, error: { code: "NO_NX_RECORDS" } });
});

test("summaries of Turborepo count what ran, and what a hit saved", async () => {
  const run = { startTime: 1_700_000_000_000, endTime: 1_700_000_003_000, exitCode: 0 };
  const one = (taskId: string, cache: object, execution: object = run) => {
    const [name, target] = taskId.split("#");
    return { taskId, task: target, package: name, hash: "ab", cache, execution };
  };
  const root = folder({
    ".turbo/runs/1.json": JSON.stringify({
      tasks: [
        one("@s/pkg0#build", { local: false, remote: false, status: "MISS", timeSaved: 0 }),
        one("pkg1#build", { local: true, remote: false, status: "HIT", source: "LOCAL", timeSaved: 7000 }),
        one("pkg2#build", { local: false, remote: true, status: "HIT", source: "REMOTE", timeSaved: 8000 }),
        one("pkg1#test", { status: "MISS" }, { ...run, exitCode: 1 }),
        one("pkg1#test", { status: "HIT", timeSaved: 0 }),
        { taskId: "pkg1#test", task: "test", package: "pkg1", hash: "x", cache: { status: "MISS" } },
      ],
    }),
    ".turbo/runs/2.json": '{"tasks":[',
  });
  const read = await readTurboRuns({
    workspace: workspace(root, tasks, { pkg0: { npmName: "@s/pkg0" } }),
    machine,
  });
  expect(read.ok && read.value.timings.map(({ id, wallMs, source }) => `${id} ${wallMs} ${source}`)).toEqual([
    "pkg0:build 3000 turbo",
    "pkg1:build 7000 turbo",
    "pkg2:build 8000 turbo",
  ]);
  expect(read.ok && read.value.warnings.map(({ code }) => code)).toEqual(["BAD_RECORD", "FROM_REMOTE_CACHE"]);
});

test("timing files of a matrix are put together; torn, broken and newer lines are said", async () => {
  const root = folder();
  const { timings } = await measured(workspace(root, [task("a:build", ""), task("b:build", "")]));
  const [a, b] = timings.map((timing) => `${JSON.stringify(timing)}\n`);
  write(root, {
    "in/1/t.jsonl": `${a}${b}`,
    "in/2/t.jsonl": `${b}not json\n{"schema":"sixty.timing/2"}\n{"schema":"sixty.timing/1"}\n`,
    "in/notes.txt": "nothing",
    "alone.jsonl": a!,
  });
  appendFileSync(join(root, "alone.jsonl"), b!.slice(0, 40));
  const read = await readTimingFiles([join(root, "in"), join(root, "alone.jsonl")]);
  expect(read.ok && read.value.timings).toEqual(timings);
  expect(
    read.ok && read.value.warnings.map(({ code, where }) => `${code} ${where!.slice(root.length + 1)}`),
  ).toEqual([
    "BAD_TIMING in/2/t.jsonl:2",
    "NEWER_TIMING in/2/t.jsonl:3",
    "BAD_TIMING in/2/t.jsonl:4",
    "TORN_TIMING alone.jsonl:2",
  ]);
  expect(await readTimingFiles([join(root, "none")])).toMatchObject({
    ok: false,
    error: { code: "CANNOT_READ" },
  });
});

test("reading leaves nothing behind", async () => {
  const root = folder();
  mkdirSync(join(root, ".nx/workspace-data"), { recursive: true });
  const path = join(root, ".nx/workspace-data/1.db");
  copyFileSync(join(import.meta.dirname, "fixtures/history.db"), path);
  await readNxRuns({ workspace: workspace(root, tasks), machine, env: {} });
  expect(readdirSync(join(root, ".nx/workspace-data"))).toEqual(["1.db"]);
  expect(readFileSync(path).equals(readFileSync(join(import.meta.dirname, "fixtures/history.db")))).toBe(
    true,
  );
});
