import type { Node } from "libpg-query";
import { nodeOf } from "./nodes.ts";

/** A plain number; null for anything else. The grammar keeps those beyond 32 bits as text. */
export function numberOf(node: Node | undefined): number | null {
  const constant = nodeOf(node, "A_Const");
  const whole = nodeOf(node, "Integer") ?? constant?.ival;
  if (whole !== undefined) return whole.ival ?? 0;
  const text = (nodeOf(node, "Float") ?? constant?.fval)?.fval;
  return text === undefined ? null : Number(text);
}
