// `npm start`: installs, builds, and shows the main job on a copy of the demo workspace.
// `npm start -- DIR`: the same on a workspace of yours, in place.
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildBinary, installIfNeeded, installIn, must, root, run, say, sixty } from "./lib/steps.mjs";

const [given] = process.argv.slice(2);

await installIfNeeded();
say("build");
await buildBinary();
process.exitCode = given === undefined ? await demo() : await yours(resolve(given));

/** The demo has a package over its budget: the gate fails, the package is split, and the gate holds. */
async function demo() {
  const folder = await copyOfDemo();
  await must(commandOf(folder, "measure"));
  await must(commandOf(folder, "report"));
  const before = await run(commandOf(folder, "gate"));
  if (before.code !== 1) return unexpected("the gate should fail here", before.code);
  say("The gate fails: an edit of catalog takes longer than the budget allows. Which package to split?");
  await must(commandOf(folder, "which"));
  const split = await run(commandOf(folder, "split", "@corner-shop/catalog", "--apply"));
  if (split.code !== 0) return unexpected("the split should be kept", split.code);
  await must(commandOf(folder, "measure", "--missing"));
  const after = await run(commandOf(folder, "gate"));
  if (after.code !== 0) return unexpected("the gate should hold after the split", after.code);
  say("Over budget, which, split, verified by the workspace's own builds and tests: the gate holds.");
  process.stdout.write(
    [
      `  The workspace is in ${folder}, its changes staged:`,
      `  git -C ${folder} status --short`,
      `  node ${sixty} report --cwd ${folder}`,
      `  node ${sixty} split --undo --cwd ${folder}`,
      "",
    ].join("\n"),
  );
  return 0;
}

function unexpected(what, code) {
  say(`${what}, but the exit code is ${code}; a machine that is busy with other work can be why: try again`);
  return 1;
}

async function yours(folder) {
  for (const command of ["measure", "report"]) await must(commandOf(folder, command));
  return (await run(commandOf(folder, "gate"))).code;
}

/** A copy outside of this repository, with its own git history and its own install. */
async function copyOfDemo() {
  const folder = join(mkdtempSync(join(tmpdir(), "sixty-demo-")), "corner-shop");
  say(`copy the demo workspace to ${folder} and install it`);
  cpSync(join(root, "demo"), folder, {
    recursive: true,
    filter: (from) => !/[\\/](?:node_modules|dist|\.sixty)$/.test(from),
  });
  await installIn(folder);
  for (const args of [
    ["init", "--quiet", "--initial-branch=main"],
    ["add", "--all"],
    [
      "-c",
      "user.name=sixty",
      "-c",
      "user.email=sixty@localhost",
      "commit",
      "--quiet",
      "-m",
      "Start the shop",
    ],
  ])
    await must(["git", ...args], { cwd: folder });
  return folder;
}

function commandOf(folder, ...command) {
  say(`sixty ${command.join(" ")}`);
  return [process.execPath, sixty, ...command, "--cwd", folder];
}
