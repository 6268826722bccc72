import { serveReading } from "@sixty/modules/worker";

/** What a thread does that helps to read modules. */
export function serve(keep: () => void): void {
  serveReading(keep);
}
