import { configSchema, ok } from "@sixty/model";
import type { Action } from "../../spec.ts";
export const action: Action = async () =>
  ok({ exit: 0, text: JSON.stringify(configSchema.parse({})), document: {} });
