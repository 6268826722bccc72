import { createHash } from "node:crypto";
import type { Finding } from "@sixty/model";

/** The same for the same finding in every run: over its code and package, never over its figures. */
export function fingerprint({ code, package: name }: Finding): string {
  return createHash("sha256")
    .update(JSON.stringify([code, name ?? ""]))
    .digest("hex")
    .slice(0, 32);
}
