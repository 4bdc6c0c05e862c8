import type { Change, ChangeOf } from "../../model/change.ts";
import type { Source } from "./source.ts";
import type { AlterSeqStmt, CreateSeqStmt, DefElem, Node } from "libpg-query";
import { nameOfRelation, nameOfWords } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { numberOf } from "./numbers.ts";

export function createSequence(statement: CreateSeqStmt): readonly Change[] {
  const ownedBy = ownerOf(optionOf(statement.options, "owned_by"));
  const ifNotExists = statement.if_not_exists === true;
  return [{ kind: "create-sequence", sequence: nameOfRelation(statement.sequence), ifNotExists, ownedBy }];
}

export function alterSequence(statement: AlterSeqStmt, source: Source): readonly Change[] {
  const restart = optionOf(statement.options, "restart");
  return [
    {
      kind: "alter-sequence",
      sequence: nameOfRelation(statement.sequence),
      restart: restart !== undefined,
      value: numberOf(restart?.arg),
      text: source.text,
    },
  ];
}

function optionOf(options: readonly Node[] | undefined, name: string): DefElem | undefined {
  return nodesOf(options, "DefElem").find(({ defname }) => defname === name);
}

/** `owned by none` has no table before its last word. */
function ownerOf(option: DefElem | undefined): ChangeOf<"create-sequence">["ownedBy"] {
  const words = wordsOf(nodeOf(option?.arg, "List")?.items);
  return words.length < 2 ? null : { table: nameOfWords(words.slice(0, -1)), column: words.at(-1) ?? "" };
}
