export { type ChangesInput, changesOf } from "./changes.ts";
export {
  type ChangeSet,
  contentsOf,
  type FileEdits,
  type FileLink,
  type FileWrite,
  type Left,
  type Move,
  type TextEdit,
} from "./changeset.ts";
export { programsOf } from "./config/programs.ts";
export { losingDefaults } from "./imports/lost-defaults.ts";
export { stayingOf } from "./imports/staying.ts";
export { rootPattern } from "./prefixes.ts";
export { dropShims, type ShimsInput } from "./shims.ts";
export {
  type Applied,
  type ApplyInput,
  applyChanges,
  applyPlan,
  type ChangesToApply,
} from "./transaction/apply.ts";
export type { BranchBack } from "./transaction/branch.ts";
export type { ApplyEvent, Check, Phase } from "./transaction/events.ts";
export { type JournalState, journalsOf, type StoredJournal } from "./transaction/journal.ts";
export { type LockInput, lockSplits, type SplitLock } from "./transaction/lock.ts";
export type { Owner } from "./transaction/owner.ts";
export type { MeasuredEdit, MeasuredLoop, MeasureLoop } from "./transaction/payoff.ts";
export { proofOf } from "./transaction/proof.ts";
export { type UndoInput, type Undone, undo } from "./transaction/undo.ts";
export { type Reread, type RunTasks, type TaskOutcome, tasksToVerify } from "./transaction/verify.ts";
export { diskTree, type Tree, type TreeEntry } from "./tree.ts";
