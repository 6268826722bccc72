import { serveReading } from "../../packages/modules/src/worker.ts";

export const serve = serveReading;
