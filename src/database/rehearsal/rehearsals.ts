import type { Rehearsals } from "../../ports/rehearsal.ts";
import type { Secret } from "../../ports/secret.ts";
import type { Making } from "./in-process.ts";
import { openClone } from "./clone.ts";
import { inProcessStage } from "./in-process.ts";

/** @param cloneUrl of the copy that the operator made, where there is one */
export function createRehearsals(cloneUrl: Secret | undefined, making: Making): Rehearsals {
  return {
    inProcess: async (schema, content) => inProcessStage(schema, content, making),
    openClone: async () => openClone(cloneUrl, making.split),
  };
}
