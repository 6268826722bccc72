export { type ReadModulesOptions, readModules } from "./read-modules.ts";
