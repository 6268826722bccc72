import type { FileFacts } from "./facts.ts";
import { parseFile } from "./parse-file.ts";
import { isCode } from "./scripts.ts";
import { countLines, decode } from "./text.ts";

export interface Unread {
  readonly path: string;
  readonly bytes: Buffer;
  readonly detail: boolean;
}

/** Files parsed at once, on the threads of the runtime's pool: more would only hold more memory. */
const AT_ONCE = 4;

/** Reads what each file says, in the order given. @returns undefined when it was stopped */
export async function readFacts(
  files: readonly Unread[],
  signal?: AbortSignal,
): Promise<FileFacts[] | undefined> {
  const facts = new Array<FileFacts>(files.length);
  let next = 0;
  const work = async () => {
    while (next < files.length && !signal?.aborted) {
      const at = next++;
      const file = files[at]!;
      facts[at] = isCode(file.path) ? await codeFacts(file) : otherFacts(file.bytes);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return signal?.aborted ? undefined : facts;
}

async function codeFacts({ path, bytes, detail }: Unread): Promise<FileFacts> {
  const { text, valid } = decode(bytes);
  const facts = await parseFile(path, text, detail);
  if (valid) return facts;
  return { ...facts, problems: [...facts.problems, { code: "NOT_UTF8", what: "The file is not UTF-8" }] };
}

function otherFacts(bytes: Buffer): FileFacts {
  const binary = bytes.includes(0);
  return {
    requests: [],
    computed: [],
    exports: [],
    problems: [],
    callsTests: false,
    lines: binary ? 0 : countLines(bytes.toString("latin1")),
    tokens: binary ? 0 : Math.ceil(bytes.length / 4),
  };
}
