/** What a generated statement is written with. */
export interface FormInput {
  /** The file that is taken is `m<to>`. */
  readonly to: number;
  /** As it stands between the quotes. */
  readonly specifier: string;
  readonly quote: '"' | "'";
  /** `;` or nothing. */
  readonly end: string;
  /** Unlike that of any other statement. */
  readonly id: number;
}

/** Static imports, re-exports and types: all that a type checker resolves. */
export const STATIC: readonly ((input: FormInput) => string)[] = [
  ({ to, id, end, ...s }) => `import { v${to} as a${id} } from ${q(s)}${end}\nvoid a${id};`,
  ({ to, id, end, ...s }) => `import d${id}, { type T${to} as U${id} } from ${q(s)}${end}`,
  ({ id, end, ...s }) => `import * as ns${id} from ${q(s)}${end}`,
  ({ to, id, end, ...s }) =>
    `import * as part${id} from ${q(s)}${end}\nexport const pv${id} = part${id}.v${to} + part${id}.default${end}`,
  ({ end, ...s }) => `import /* why */ ${q(s)}${end}`,
  ({ to, id, end, ...s }) => `import type { T${to} as V${id} } from ${q(s)}${end}`,
  ({ id, end, ...s }) => `import type * as nt${id} from ${q(s)}${end}`,
  ({ to, id, end, ...s }) => `export { v${to} as x${id} } from ${q(s)}${end}`,
  ({ id, end, ...s }) => `export { default as dx${id} } from ${q(s)}${end}`,
  ({ to, id, end, ...s }) => `export type { T${to} as Y${id} } from ${q(s)}${end}`,
  ({ to, id, end, ...s }) => `export { type T${to} as W${id}, v${to} as y${id} } from ${q(s)}${end}`,
  ({ id, end, ...s }) => `export * as z${id} from ${q(s)}${end}`,
  ({ to, id, end, ...s }) => `export type I${id} = import(${q(s)}).T${to}${end}`,
  ({ id, end, ...s }) => `export type O${id} = typeof import(${q(s)})${end}`,
  ({ to, id, end, ...s }) => `export type G${id} = Array<import( ${q(s)} ).T${to}>${end}`,
  ({ id, ...s }) => `export const l${id} = () => import(${q(s)}); // lazy`,
  ({ id, ...s }) => `export const c${id} = () => import(/* webpackChunkName: "x" */ ${q(s)});`,
  ({ id, specifier }) => `export const t${id} = () => import(\`${specifier}\`);`,
  ({ to, id, ...s }) => `export const n${id} = () => import(${q(s)}).then(({ v${to} }) => v${to});`,
  ({ to, id, ...s }) => `export const w${id} = async () => (await import(${q(s)})).v${to};`,
  // A module that nobody imports is not found by its name, but by its path.
  ({ to, id, ...s }) =>
    `import type { T${to} as AT${id} } from ${q(s)};\ndeclare module ${q(s)} { interface T${to} { x${id}?: AT${id} } }`,
];

/** Calls that only run time and test runners resolve. */
export const CALLS: readonly ((input: FormInput) => string)[] = [
  ({ to, id, ...s }) => `export const r${id} = () => require(${q(s)}).v${to};`,
  ({ id, ...s }) => `export const q${id} = () => require.resolve(${q(s)});`,
  ({ id, ...s }) => `export const e${id} = () => import.meta.resolve(${q(s)});`,
];

/** What a test says about a module that it replaces. */
export const MOCKS: readonly ((input: FormInput) => string)[] = [
  (s) => `vi.mock(${q(s)}, () => ({}));`,
  (s) => `vi.mock(${q(s)});`,
  (s) => `vi.mock(import(${q(s)}), async (original) => ({ ...(await original()) }));`,
  (s) => `vi.doMock(${q(s)}, () => ({}));`,
  (s) => `vi.unmock(${q(s)});`,
  ({ id, ...s }) => `export const act${id} = () => vi.importActual(${q(s)});`,
  ({ id, ...s }) => `export const typed${id} = () => vi.importActual<typeof import(${q(s)})>(${q(s)});`,
  (s) => `jest.mock(${q(s)}, () => ({ __esModule: true }), { virtual: true });`,
  ({ id, ...s }) => `export const real${id} = () => jest.requireActual(${q(s)});`,
  (s) => `jest.unstable_mockModule(${q(s)}, () => ({}));`,
];

function q({ quote, specifier }: Pick<FormInput, "quote" | "specifier">): string {
  return quote + specifier + quote;
}
