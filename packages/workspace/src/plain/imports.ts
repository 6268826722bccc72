import type { Package, Task } from "@sixty/model";
import type { Context, Draft } from "../context.ts";
import { scanImports } from "../imports/scan.ts";

/**
 * What source files of packages import without declaring it: other members become dependencies, files that are
 * in no package become inputs of the package's tasks. A task runner says this itself; here nobody does.
 */
export async function addImports({ files }: Context, draft: Draft): Promise<Draft> {
  const withTasks = new Set(draft.tasks.map((task) => task.package));
  const scanned = draft.packages.filter((one) => withTasks.has(one.name));
  const taken = await scanImports(files, scanned, draft.packages);
  const packages = draft.packages.map((one): Package => {
    const found = taken.get(one.name)?.bySource ?? [];
    return { ...one, dependsOn: [...new Set([...one.dependsOn, ...found])].sort() };
  });
  const tasks = draft.tasks.map((task): Task => {
    const workspace = [...new Set([...task.inputs.workspace, ...(taken.get(task.package)?.workspace ?? [])])];
    return { ...task, inputs: { ...task.inputs, workspace } };
  });
  return { ...draft, packages, tasks };
}
