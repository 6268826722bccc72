import type { WatchEvent } from "@sixty/model";
import { clean, emptyView, renderWatch, renderWatchLine, watchView } from "@sixty/report";
import type { Terminal } from "../../io.ts";
import { lookOf } from "../../look.ts";
import type { Call } from "../../spec.ts";
import type { Output } from "./output.ts";

/** What keys do. */
export interface Actions {
  readonly rerun: () => void;
  readonly quit: () => void;
  /** Text of what makes an edit of this file slow. */
  readonly why: (file: string) => Promise<string>;
}

const ENTER = "\u001B[?1049h\u001B[?25l\u001B[?7l";
const LEAVE = "\u001B[?7h\u001B[?25h\u001B[?1049l";
const HOME = "\u001B[H";
const END_OF_LINE = "\u001B[K";
const REST_OF_SCREEN = "\u001B[J";
/** Events come in bursts; nobody reads faster. */
const FRAME_MS = 60;

/** A view that is drawn over itself, on a screen of its own; what was there before comes back when it ends. */
export function screen(call: Call, terminal: Terminal, actions: Actions): Output {
  const { io } = call;
  let view = emptyView;
  let filter: { text: string; typing: boolean } | undefined;
  let page: string | undefined;
  let last: WatchEvent | undefined;
  let due: NodeJS.Timeout | undefined;
  let closed = false;
  // Seconds go on while something runs; at rest nothing wakes up.
  let ticking: NodeJS.Timeout | undefined;

  const look = () => ({ ...lookOf(io, "stdout"), columns: Math.max(20, terminal.size().columns - 1) });
  const draw = () => {
    due = undefined;
    if (closed) return;
    const frame = {
      rows: terminal.size().rows,
      nowMs: performance.now(),
      ...(filter === undefined ? {} : { filter }),
      ...(page === undefined ? {} : { page }),
    };
    const lines = renderWatch(view, look(), frame);
    io.stdout.write(HOME + lines.map((line) => line + END_OF_LINE).join("\r\n") + REST_OF_SCREEN);
  };
  const soon = () => {
    due ??= setTimeout(draw, FRAME_MS);
  };
  const tick = () => {
    if (view.loop === undefined && ticking === undefined) ticking = setInterval(soon, 1000);
    if (view.loop === undefined) return;
    clearInterval(ticking);
    ticking = undefined;
  };

  const type = (key: string) => {
    if (key === "\r" || key === "\n") filter = { text: filter?.text ?? "", typing: false };
    else if (key === "\u001B") filter = undefined;
    else if (key === "\u007F" || key === "\b")
      filter = { text: filter?.text.slice(0, -1) ?? "", typing: true };
    else if (/^[\x20-\x7e]+$/.test(key)) filter = { text: (filter?.text ?? "") + key, typing: true };
  };
  const press = (key: string) => {
    if (key === "\u0003") actions.quit();
    else if (filter?.typing) type(key);
    else if (page !== undefined) page = undefined;
    else if (key === "q") actions.quit();
    else if (key === "r") actions.rerun();
    else if (key === "f" || key === "/") filter = { text: "", typing: true };
    else if (key === "\u001B") filter = undefined;
    else if (key === "w") openWhy();
    soon();
  };
  const openWhy = () => {
    const file = view.change?.label.files[0];
    page =
      file === undefined ? "Nothing was edited yet" : `Looks for what makes an edit of ${clean(file)} slow…`;
    if (file === undefined) return;
    const asked = page;
    void actions.why(file).then((text) => {
      if (page === asked) page = text;
      soon();
    });
  };

  io.stdout.write(ENTER);
  terminal.onResize(soon);
  terminal.onExit(() => {
    if (!closed) io.stdout.write(LEAVE);
  });
  const release = terminal.onKey(press);
  draw();
  return {
    show: (event) => {
      view = watchView(view, event, performance.now());
      if (event.type === "loop") last = event;
      tick();
      soon();
    },
    close: () => {
      closed = true;
      clearInterval(ticking);
      clearTimeout(due);
      release();
      const line = last && renderWatchLine(last, lookOf(io, "stdout"));
      io.stdout.write(LEAVE + (line === undefined ? "" : `${line}\n`));
    },
  };
}
