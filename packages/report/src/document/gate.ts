import type { Verdict } from "@sixty/model";

/** `sixty.gate/1`. A finding about the workspace as a whole has no `package`. */
export function gateDocument({ verdict, findings }: Verdict) {
  return {
    schema: "sixty.gate/1" as const,
    verdict,
    findings: findings.map(({ code, severity, package: name, actualMs, limitMs, message, fix }) => ({
      code,
      severity,
      ...(name !== undefined && { package: name }),
      ...(actualMs !== undefined && { actualMs: Math.round(actualMs) }),
      ...(limitMs !== undefined && { limitMs: Math.round(limitMs) }),
      message,
      fix,
    })),
  };
}
