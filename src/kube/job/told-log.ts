import type { Mask } from "../../mask.ts";
import type { JobOptions } from "./options.ts";

/** A Job's log as it is passed on, masked, with its end kept to be quoted. */
export interface ToldLog {
  onLine(this: void, text: string): void;
  readonly lastLines: readonly string[];
}

/** @param kept how many lines */
export function toldLog(
  name: string,
  { tell, mask }: Pick<JobOptions, "tell"> & { readonly mask: Mask },
  kept: number,
): ToldLog {
  const lastLines: string[] = [];
  return {
    lastLines,
    onLine: (text) => {
      const line = mask(text);
      if (lastLines.push(line) > kept) lastLines.shift();
      tell({ kind: "log", from: name, line });
    },
  };
}
