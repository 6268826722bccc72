// Loaded with `node -r`: counts what touches the disk and, at KILL_AT, ends the process as a power cut would. A write
// at that point is cut in half. KILL_COUNT names a file that gets the number of steps of a run that went to its end.
const fs = require("node:fs");
const { isMainThread } = require("node:worker_threads");

const at = Number(process.env.KILL_AT ?? 0);
const counted = process.env.KILL_COUNT;
const STEPS = [
  "appendFileSync",
  "chmodSync",
  "copyFileSync",
  "fsyncSync",
  "linkSync",
  "mkdirSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "symlinkSync",
  "truncateSync",
  "unlinkSync",
  "utimesSync",
  "writeFileSync",
  "writeSync",
];

if (isMainThread && (at > 0 || counted)) {
  let steps = 0;
  const real = { writeSync: fs.writeSync, writeFileSync: fs.writeFileSync };
  const die = () => process.kill(process.pid, "SIGKILL");
  for (const name of STEPS) {
    const run = fs[name];
    fs[name] = (...args) => {
      // Not the output of the command.
      if (name === "writeSync" && args[0] <= 2) return run(...args);
      steps += 1;
      if (steps === at) {
        if (name === "writeSync" && args[1]?.length > 1)
          real.writeSync(args[0], args[1], 0, args[1].length >> 1);
        if (name === "writeFileSync" && args[1]?.length > 1)
          real.writeFileSync(args[0], args[1].slice(0, args[1].length >> 1));
        die();
      }
      return run(...args);
    };
  }
  if (counted) process.on("exit", () => real.writeFileSync(counted, String(steps)));
}
