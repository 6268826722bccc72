export { isFixture } from "./list/kind.ts";
export { type Definition, exportedNames, traceName } from "./query/trace-name.ts";
export { type Early, readEarly } from "./read/early.ts";
export { type Modules, openModules, type ReadModulesOptions, readModules } from "./read-modules.ts";
