export { formatGate, GATE_FORMATS, type GateFormat } from "./ci/format.ts";
export type { GateReport } from "./ci/input.ts";
export { type AppliedSplit, type UndoneSplit, undoDocument } from "./document/applied.ts";
export { boundTokens, type Cut } from "./document/bound.ts";
export { errorDocument } from "./document/error.ts";
export { gateDocument } from "./document/gate.ts";
export { type MeasuredTask, measureDocument } from "./document/measure.ts";
export { ratchetDocument, tightenDocument } from "./document/ratchet.ts";
export { replayDocument } from "./document/replay.ts";
export { replayPlanDocument } from "./document/replay-plan.ts";
export { reportDocument } from "./document/report.ts";
export { type LeftImporter, type ShimsView, shimsDocument } from "./document/shims.ts";
export { type SplitExtra, splitDocument } from "./document/split.ts";
export { whichDocument } from "./document/which.ts";
export { whyDocument } from "./document/why.ts";
export type { Look } from "./look.ts";
export { renderApplied, renderUndone } from "./render/applied.ts";
export { type MeasureExtra, renderMeasureSummary } from "./render/measure.ts";
export { renderPhase } from "./render/phase.ts";
export { type PlanExtra, renderPlan } from "./render/plan.ts";
export { renderProblem } from "./render/problem.ts";
export { type ProgressState, renderProgress } from "./render/progress.ts";
export {
  type HeldPackage,
  type RatchetChange,
  type RatchetView,
  renderRatchet,
  renderTightened,
} from "./render/ratchet.ts";
export { renderReplay } from "./render/replay.ts";
export { renderReplayPlan } from "./render/replay-plan.ts";
export { type ReportExtra, renderReport } from "./render/report.ts";
export { renderShims } from "./render/shims.ts";
export { renderVerdict, type VerdictExtra } from "./render/verdict.ts";
export { renderWhich } from "./render/which.ts";
export { renderWhy } from "./render/why.ts";
export { clean } from "./text/clean.ts";
export { formatDuration, formatLimit } from "./text/duration.ts";
export { renderWatchLine } from "./watch/line.ts";
export { type Frame, renderWatch } from "./watch/screen.ts";
export { emptyView, type ViewTask, type WatchView, watchView } from "./watch/view.ts";
