import { READS } from "./child/reads.ts";
import { REFRESH } from "./child/refresh.ts";
import { RUN } from "./child/run.ts";
import { START } from "./child/start.ts";
import { TELL } from "./child/tell.ts";

/**
 * Runs inside the workspace's own vitest, by its own Node, as `node CHILD`: loads `vitest/node` of the folder in the
 * first request, keeps it, and answers each request with a verdict. Versions 3 to 5. Plain JavaScript, because whatever
 * Node the workspace has must run it.
 *
 * What a fresh `vitest run` would see must be what a kept one sees. So before each run:
 * - a module whose file is not as it was when it was read is invalidated with all that import it, whoever told of it;
 * - a file that came or went invalidates every module, because it may change what a specifier resolves to;
 * - a file that the process itself runs or that configuration and plugins read besides modules ends the process;
 * - workers, results, type checkers and lists of test files start anew.
 */
export const VITEST_CHILD = [READS, START, REFRESH, RUN, TELL].join("\n");
