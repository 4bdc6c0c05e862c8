import type { Node } from "libpg-query";

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

export type NodeKind = KeysOf<Node>;
export type NodeOf<Kind extends NodeKind> = Extract<Node, Readonly<Record<Kind, unknown>>>[Kind];

/** A node's content if it is of this kind. Every node of the tree is an object with its kind as only key. */
export function nodeOf<Kind extends NodeKind>(node: Node | undefined, kind: Kind): NodeOf<Kind> | undefined {
  return (node as Partial<Record<NodeKind, NodeOf<Kind>>> | undefined)?.[kind];
}

export function kindOf(node: Node): NodeKind {
  return Object.keys(node)[0] as NodeKind;
}

/** Those of a list that are of this kind. */
export function nodesOf<Kind extends NodeKind>(
  nodes: readonly Node[] | undefined,
  kind: Kind,
): readonly NodeOf<Kind>[] {
  return (nodes ?? []).flatMap((node) => {
    const content = nodeOf(node, kind);
    return content === undefined ? [] : [content];
  });
}

/** The words of a list of names; empty for what is no name, like a star. */
export function wordsOf(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).map((node) => nodeOf(node, "String")?.sval ?? "");
}
