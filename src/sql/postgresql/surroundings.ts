import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Source } from "./source.ts";
import type {
  AlterPolicyStmt,
  CreateExtensionStmt,
  CreatePolicyStmt,
  CreateSchemaStmt,
  GrantRoleStmt,
  GrantStmt,
  Node,
  RoleSpec,
} from "libpg-query";
import { nameOfObject, nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";

export function createExtension({ extname = "", if_not_exists }: CreateExtensionStmt): readonly Change[] {
  return [{ kind: "create-extension", name: extname, ifNotExists: if_not_exists === true }];
}

export function createSchema(statement: CreateSchemaStmt): readonly Change[] {
  const name = statement.schemaname ?? roleText(statement.authrole);
  const created: Change = { kind: "create-schema", name, ifNotExists: statement.if_not_exists === true };
  if (statement.schemaElts === undefined) return [created];
  return [created, { kind: "opaque", because: "it creates objects inside create schema, which no rule reads" }];
}

export function grant(statement: GrantStmt, source: Source): readonly Change[] {
  return [
    {
      kind: statement.is_grant === true ? "grant" : "revoke",
      privileges: statement.privileges === undefined ? ["all"] : privilegesOf(statement.privileges),
      on: targetsOf(statement),
      to: rolesOf(statement.grantees),
      text: source.text,
    },
  ];
}

export function grantRole(statement: GrantRoleStmt, source: Source): readonly Change[] {
  return [
    {
      kind: statement.is_grant === true ? "grant" : "revoke",
      privileges: privilegesOf(statement.granted_roles),
      on: [],
      to: rolesOf(statement.grantee_roles),
      text: source.text,
    },
  ];
}

export function policy(kind: "create-policy" | "alter-policy") {
  return ({ table, policy_name: name = "" }: CreatePolicyStmt | AlterPolicyStmt, source: Source): readonly Change[] => [
    { kind, table: nameOfRelation(table), name, text: source.text },
  ];
}

function privilegesOf(privileges: readonly Node[] | undefined): readonly string[] {
  return nodesOf(privileges, "AccessPriv").map(({ priv_name = "all", cols }) =>
    cols === undefined ? priv_name : `${priv_name} (${wordsOf(cols).join(", ")})`,
  );
}

/** For all tables of a schema, a star is their name. */
function targetsOf({ targtype, objects }: GrantStmt): readonly Name[] {
  return (objects ?? []).map((object) => {
    const word = nodeOf(object, "String")?.sval;
    if (targtype === "ACL_TARGET_ALL_IN_SCHEMA" && word !== undefined) return { schema: word, name: "*" };
    const relation = nodeOf(object, "RangeVar");
    return relation === undefined ? nameOfObject(object) : nameOfRelation(relation);
  });
}

function rolesOf(roles: readonly Node[] | undefined): readonly string[] {
  return nodesOf(roles, "RoleSpec").map(roleText);
}

function roleText(role: RoleSpec | undefined): string {
  return role?.rolename ?? (role?.roletype ?? "").replace(/^ROLESPEC_/, "").toLowerCase();
}
