import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { appendTimings, readTimings, timingsFile } from "../src/index.ts";
import { folder } from "./rig.ts";
import { machine, timing } from "./timings-rig.ts";

describe("appendTimings", () => {
  it("adds lines, and keeps the state folder out of git", async () => {
    const root = folder();
    const file = timingsFile(root, "r1");
    expect(await appendTimings(file, [timing()])).toEqual({ ok: true, value: undefined });
    await appendTimings(file, [timing({ id: "a:test", tail: "two\nlines" }), timing({ id: "b:build" })]);
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(["a:build", "a:test", "b:build"]);
    expect(readFileSync(join(root, ".sixty", ".gitignore"), "utf8")).toBe("*\n");
  });

  it("closes a torn line first, so that it spoils nothing but itself", async () => {
    const file = timingsFile(folder(), "r1");
    await appendTimings(file, [timing()]);
    writeFileSync(file, JSON.stringify(timing({ id: "torn" })).slice(0, 40), { flag: "a" });
    await appendTimings(file, [timing({ id: "b:build" })]);
    const read = await readTimings([file], machine);
    expect(read).toMatchObject({ value: { count: 2, warnings: [{ code: "BAD_TIMING" }] } });
  });

  it("loses no line to writers at the same file at the same time", async () => {
    const file = timingsFile(folder(), "shared");
    const script = fileURLToPath(new URL("append-child.ts", import.meta.url));
    const names = ["one", "two", "three", "four"];
    const codes = await Promise.all(
      names.map(async (name) => {
        const args = ["--import", "tsx", script, file, name, "100"];
        const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
        return (await once(child, "exit"))[0];
      }),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    const read = await readTimings([file], machine);
    expect(read).toMatchObject({ value: { count: 400, warnings: [] } });
    expect(read.ok && read.value.timings.costs.size).toBe(400);
  });

  it("says where it cannot write", async () => {
    const blocked = join(folder(), "file");
    writeFileSync(blocked, "");
    const file = join(blocked, ".sixty", "timings", "r1.jsonl");
    expect(await appendTimings(file, [timing()])).toMatchObject({
      ok: false,
      error: { code: "CANNOT_WRITE", where: file },
    });
  });
});

describe("timingsFile", () => {
  it.each(["../../etc/passwd", "a/b", "a\\b", "a\0b", ".", "..", "", "日本"])(
    "stays in its folder for the run %j",
    (run) => {
      const root = folder();
      const file = timingsFile(root, run);
      expect(file).toMatch(/\.sixty\/timings\/[\w.-]+\.jsonl$/);
      expect(file.startsWith(join(root, ".sixty", "timings"))).toBe(true);
    },
  );
});
