// Stands in for the bundle of `src/worker.ts`.
import { register } from "tsx/esm/api";

register();
const { serveReading } = await import("../src/worker.ts");
serveReading();
