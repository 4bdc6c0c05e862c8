import type { Change } from "../../model/change.ts";
import type { Source } from "./source.ts";
import type { AlterPolicyStmt, CreatePolicyStmt } from "libpg-query";
import { namesOfRow } from "./expressions.ts";
import { nameOfRelation } from "./names.ts";
import { wordsOf } from "./nodes.ts";
import { tablesReadBy } from "./queries.ts";
import { allOf, comparable, stringsIn } from "./walk.ts";

export function policy(kind: "create-policy" | "alter-policy") {
  return (statement: CreatePolicyStmt | AlterPolicyStmt, source: Source): readonly Change[] => {
    const { policy_name: name = "", qual, with_check } = statement;
    const table = nameOfRelation(statement.table);
    const conditions = [qual, with_check];
    const given = { names: namesOfRow(conditions, [table.name]), reads: tablesReadBy(conditions) };
    const hasConditions = qual !== undefined || with_check !== undefined;
    return [{ kind, table, name, text: source.text, clauses: clausesOf(statement), ...(hasConditions && given) }];
  };
}

function clausesOf(statement: CreatePolicyStmt | AlterPolicyStmt): Record<string, string> {
  const said = Object.entries(statement).filter(([clause]) => clause !== "policy_name" && clause !== "table");
  const clauses = Object.fromEntries(said.map(([clause, value]) => [clause, comparable(value)]));
  return { ...clauses, ...(asksSetting([statement.qual, statement.with_check]) && { asks_setting: "true" }) };
}

/** A setting of an application's own, which is an error where the session has not set it (current_setting in guc_funcs.c). */
function asksSetting(conditions: readonly unknown[]): boolean {
  return allOf(conditions, "FuncCall").some(({ funcname, args = [] }) => {
    const [setting, ...missingOk] = args;
    return (
      wordsOf(funcname).at(-1) === "current_setting" && missingOk.length === 0 && stringsIn(setting)[0]?.includes(".")
    );
  });
}
