/** Who may import whom, and why. A package that is not here may not exist. */
export interface Rule {
  readonly package: string;
  readonly mayUse: readonly string[];
  readonly because: string;
  /** No `node:` modules: the same input gives the same output, anywhere. */
  readonly pure: boolean;
}

export const rules: readonly Rule[] = [
  rule("model", [], "everybody speaks its types, so it may know nobody", "pure"),
  rule("schedule", ["model"], "the loop model must be callable with plain data", "pure"),
  rule("ratchet", ["model"], "a verdict depends on loops and a baseline alone", "pure"),
  rule(
    "decompose",
    ["model", "schedule"],
    "a plan is judged by the loop model, not by files on disk",
    "pure",
  ),
  rule("report", ["model"], "wording is made of results, never of what made them", "pure"),
  rule("workspace", ["model"], "reading a repository needs nothing that is computed from it", "effects"),
  rule("modules", ["model"], "the module graph is read before anything is decided", "effects"),
  rule("history", ["model"], "git and the store of timings know no tasks being run", "effects"),
  rule("measure", ["model"], "running tasks needs the workspace as data, not its reader", "effects"),
  rule("apply", ["model", "modules"], "a plan becomes changes without asking how it was found", "effects"),
  rule(
    "watch",
    ["model", "schedule", "workspace", "measure"],
    "a change is judged live by the same loop model",
    "effects",
  ),
  rule("cli", "all", "it wires all others together and is the only one to touch the process", "effects"),
];

function rule(
  name: string,
  mayUse: readonly string[] | "all",
  because: string,
  kind: "pure" | "effects",
): Rule {
  const all = [
    "model",
    "schedule",
    "ratchet",
    "decompose",
    "report",
    "workspace",
    "modules",
    "history",
    "measure",
    "apply",
    "watch",
  ];
  return { package: name, mayUse: mayUse === "all" ? all : mayUse, because, pure: kind === "pure" };
}
