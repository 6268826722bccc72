import { ok } from "@sixty/model";
import type { Action } from "../../spec.ts";
export const show: Action = async () => ok({ exit: 0, text: "", document: {} });
