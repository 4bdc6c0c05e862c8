import type { Node } from "libpg-query";
import { nodeOf, nodesOf } from "./nodes.ts";

/** Whether an option in brackets, like `(concurrently)` or `(full false)`, is given and not switched off. */
export function isOn(options: readonly Node[] | undefined, name: string): boolean {
  const option = nodesOf(options, "DefElem").find(({ defname }) => defname === name);
  if (option === undefined) return false;
  const word = nodeOf(option.arg, "String")?.sval;
  const number = nodeOf(option.arg, "Integer");
  return number === undefined ? word === undefined || !OFF.includes(word.toLowerCase()) : number.ival === 1;
}

const OFF: readonly string[] = ["false", "off", "0"];
