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

/** The demo has a package over its budget, so a failing gate is what it has to show. */
async function demo() {
  const folder = await copyOfDemo();
  await must(commandOf(folder, "measure"));
  await must(commandOf(folder, "report"));
  say("sixty gate");
  const { code } = await run(argvOf(folder, "gate"));
  if (code !== 1) {
    say(`the gate should have failed here, but its exit code is ${code}`);
    return 1;
  }
  say("The gate fails, and that is the point: an edit of catalog takes longer than the budget allows.");
  process.stdout.write(
    `  The workspace is in ${folder}; try \`node ${sixty} report --json --cwd ${folder}\`.\n`,
  );
  return 0;
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

function commandOf(folder, command) {
  say(`sixty ${command}`);
  return argvOf(folder, command);
}

function argvOf(folder, command) {
  return [process.execPath, sixty, command, "--cwd", folder];
}
