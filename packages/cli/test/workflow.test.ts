import { expect, test } from "vitest";
import { parse } from "yaml";
import { workflowText } from "../src/commands/init/workflow.ts";

test.each(["npm", "pnpm", "yarn"] as const)("the workflow for %s measures and gates", (manager) => {
  const { jobs } = parse(workflowText({ manager })) as {
    jobs: { loop: { steps: { run?: string; with?: object }[] } };
  };
  const { steps } = jobs.loop;
  expect(steps[0]).toMatchObject({ with: { "fetch-depth": 0 } });
  const runs = steps.flatMap(({ run }) => run ?? []);
  expect(runs.at(-2)).toMatch(/sixty measure --missing$/);
  expect(runs.at(-1)).toMatch(/sixty gate --format github$/);
});
