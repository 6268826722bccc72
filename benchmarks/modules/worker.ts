import { serveReading } from "../../packages/modules/src/worker.ts";

serveReading();
