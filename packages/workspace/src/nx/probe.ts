/**
 * Runs inside the workspace's own Nx, by its own node, as `node -e PROBE ROOT TARGETS`; writes one JSON
 * document to file descriptor 3, as plugins may print to stdout. CommonJS, as every Nx from 20 on can be required.
 * The task graph is over TARGETS (a JSON list) and all that they depend on.
 */
export const NX_PROBE = String.raw`
const { writeSync } = require("node:fs");
const { createRequire } = require("node:module");
const [root, names] = process.argv.slice(1);
const load = createRequire(root + "/package.json");
const answer = (value) => {
  const bytes = Buffer.from(JSON.stringify(value));
  for (let at = 0; at < bytes.length; ) {
    try { at += writeSync(3, bytes, at); } catch (error) { if (error.code !== "EAGAIN") throw error; }
  }
};
(async () => {
  process.chdir(root);
  const { createProjectGraphAsync } = load("nx/src/devkit-exports");
  const { readNxJson } = load("nx/src/config/nx-json");
  const graph = await createProjectGraphAsync({ exitOnError: false, resetDaemonClient: true });
  const { createTaskGraph } = load("nx/src/tasks-runner/create-task-graph");
  const projects = Object.keys(graph.nodes);
  const tasks = createTaskGraph(graph, {}, projects, JSON.parse(names), undefined, {}, false);
  const plain = (edges) => edges.map((edge) => (typeof edge === "string" ? edge : edge.id));
  answer({
    nodes: Object.values(graph.nodes).map(({ name, data }) => ({
      name,
      root: data.root,
      tags: data.tags || [],
      namedInputs: data.namedInputs || {},
      npmName: data.metadata && data.metadata.js && data.metadata.js.packageName,
      targets: data.targets || {},
    })),
    dependencies: Object.fromEntries(
      projects.map((name) => [name, (graph.dependencies[name] || []).map((edge) => edge.target).filter((to) => graph.nodes[to])]),
    ),
    namedInputs: (readNxJson(root) || {}).namedInputs || {},
    tasks: Object.values(tasks.tasks).map((task) => ({
      id: task.id,
      project: task.target.project,
      target: task.target.target,
      continuous: !!task.continuous,
      dependsOn: plain(tasks.dependencies[task.id] || []),
    })),
  });
  process.exit(0);
})().catch((error) => {
  const lines = [];
  const seen = new Set();
  const collect = (one) => {
    if (!one || seen.has(one)) return;
    seen.add(one);
    lines.push(one.message || String(one));
    for (const inner of [one.cause, one.errors, typeof one.getErrors === "function" && one.getErrors()].flat()) collect(inner);
  };
  collect(error);
  answer({ error: lines.join("\n") });
  process.exit(1);
});
`;
