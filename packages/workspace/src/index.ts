export { findRoot } from "./manifests/root.ts";
export { type ReadOptions, readWorkspace } from "./read.ts";
