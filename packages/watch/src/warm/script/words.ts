/** A script of one command without anything that a shell would expand. */
export interface SimpleCommand {
  /** Set in front of it: `NAME=value`. */
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly [string, ...string[]];
}

/** Outside quotes: substitution, globs, redirection, lists, comments, escapes and history all mean a shell. */
const PLAIN = /^[\w@%+=:,./\-^]$/;
/** Words that a shell runs itself, or that only make sense in one. */
const BUILTINS = new Set(
  "cd exit export set unset eval exec source . : [ test if then else elif fi case esac for while until do done in function time ! trap ulimit umask alias wait read shift return break continue command type echo printf true false pwd".split(
    " ",
  ),
);

/**
 * The words of a script as a POSIX shell would split them, or undefined when it needs one: then the shell must
 * run it, because a guess about quoting would run something else.
 */
export function simpleCommand(script: string): SimpleCommand | undefined {
  const words = splitWords(script);
  if (words === undefined) return undefined;
  const env: [string, string][] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(words[at]!.text);
    if (assignment === null || words[at]!.quotedName) break;
    env.push([assignment[1]!, assignment[2]!]);
  }
  const [program, ...args] = words.slice(at).map((word) => word.text);
  if (program === undefined || BUILTINS.has(program)) return undefined;
  return { env: Object.fromEntries(env), argv: [program, ...args] };
}

interface Word {
  readonly text: string;
  /** A quote came before its `=`: no assignment. */
  readonly quotedName: boolean;
}

function splitWords(script: string): Word[] | undefined {
  const words: Word[] = [];
  let text: string | undefined;
  let quotedName = false;
  const end = () => {
    if (text !== undefined) words.push({ text, quotedName });
    text = undefined;
    quotedName = false;
  };
  for (let at = 0; at < script.length; at++) {
    const character = script[at]!;
    if (character === " " || character === "\t") end();
    else if (character === "'" || character === '"') {
      const close = script.indexOf(character, at + 1);
      if (close < 0) return undefined;
      const inner = script.slice(at + 1, close);
      if (character === '"' && /[$`\\!]/.test(inner)) return undefined;
      if (text === undefined || !text.includes("=")) quotedName = true;
      text = (text ?? "") + inner;
      at = close;
    } else if (PLAIN.test(character)) text = (text ?? "") + character;
    else return undefined;
  }
  end();
  return words;
}
