import type { Problem } from "@sixty/model";

/** `sixty.error/1`: the one document of a command that could not answer. */
export function errorDocument({ code, what, where, fix }: Problem) {
  return {
    schema: "sixty.error/1" as const,
    error: { code, what, ...(where !== undefined && { where }), ...(fix !== undefined && { fix }) },
  };
}
