// A writer among several: node --import tsx append-child.ts FILE NAME LINES
import { appendTimings } from "../src/index.ts";
import { timing } from "./timings-rig.ts";

const [file, name, lines] = process.argv.slice(2);
async function main() {
  for (let line = 0; line < Number(lines); line++) {
    // Longer than what a pipe or a buffer would pass on as one piece.
    const tail = `${name} `.repeat(500 * (1 + (line % 7)));
    const added = await appendTimings(file!, [
      timing({ run: `${name}-${line}`, id: `${name}:${line}`, tail }),
    ]);
    if (!added.ok) throw new Error(added.error.what);
  }
}
void main();
