import type { PackageManager, Workspace } from "@sixty/model";

export const workflowFile = ".github/workflows/sixty.yml";

/** A workflow that measures what has no timing yet and judges the loops, on pull requests and on main. */
export function workflowText({ manager }: Pick<Workspace, "manager">): string {
  const { setup, install, run } = tools[manager];
  return `name: sixty
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  loop:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The history says which files change often.
          fetch-depth: 0
${setup}      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: ${manager}
      - run: ${install}
      # Timings of content that did not change are kept from run to run.
      - uses: actions/cache@v4
        with:
          path: .sixty/timings
          key: sixty-\${{ runner.os }}-\${{ github.sha }}
          restore-keys: sixty-\${{ runner.os }}-
      - run: ${run} measure --missing
      - run: ${run} gate --format github
`;
}

interface Tool {
  readonly setup: string;
  readonly install: string;
  readonly run: string;
}

const tools: Readonly<Record<PackageManager, Tool>> = {
  npm: { setup: "", install: "npm ci", run: "npx sixty" },
  pnpm: {
    setup: "      - uses: pnpm/action-setup@v4\n",
    install: "pnpm install --frozen-lockfile",
    run: "pnpm exec sixty",
  },
  yarn: { setup: "      - run: corepack enable\n", install: "yarn install --immutable", run: "yarn sixty" },
};
