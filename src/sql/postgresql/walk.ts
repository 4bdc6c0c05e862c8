import type { NodeKind, NodeOf } from "./nodes.ts";
import type { Node } from "libpg-query";

/** All nodes of a kind in a part of the syntax tree, outermost first, but for constants. */
export function allOf<Kind extends NodeKind>(tree: unknown, kind: Kind): readonly NodeOf<Kind>[] {
  const found: NodeOf<Kind>[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      // Most of a long statement are constants, with nothing in them.
      if (key === "A_Const") continue;
      if (key === kind) found.push(child as NodeOf<Kind>);
      visit(child);
    }
  };
  visit(tree);
  return found;
}

/** In a form that can be compared: where something stood in the text does not matter. */
export function comparable(tree: unknown): string {
  return JSON.stringify(tree, (key, value: unknown) => (key === "location" ? undefined : value)) ?? "";
}

/** The strings that are written in a part of the syntax tree. */
export function stringsIn(tree: unknown): readonly string[] {
  if (typeof tree !== "object" || tree === null) return [];
  if (!("A_Const" in tree)) return Object.values(tree).flatMap(stringsIn);
  const text = (tree as { readonly A_Const: NodeOf<"A_Const"> }).A_Const.sval?.sval;
  return text === undefined ? [] : [text];
}

/** The nodes right below a node: what an expression is made of. */
export function partsOfNode(node: Node): readonly Node[] {
  const parts: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value)) parts.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  Object.values(Object.values(node)[0] as object).forEach(visit);
  return parts;
}

/** Kinds begin with a capital letter, the keys of what a node contains do not. */
function isNode(value: unknown): value is Node {
  if (typeof value !== "object" || value === null) return false;
  const [key] = Object.keys(value);
  return key !== undefined && /^[A-Z]/.test(key);
}
