import { join } from "node:path";
import { loadCompiled } from "./compiled.ts";

/** Set by the build: the content of the file beside this one. */
declare const SIXTY_READING_HASH: string;

const folder = join(__dirname, "..", ".compiled");
const reading = loadCompiled(join(__dirname, "reading.js"), SIXTY_READING_HASH, folder, "thread");
(reading.exports as typeof import("./reading.ts")).serve(reading.keep);
