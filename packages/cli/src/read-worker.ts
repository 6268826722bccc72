import { serveReading } from "@sixty/modules/worker";

serveReading();
