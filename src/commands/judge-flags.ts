// What `judge` is given: a migration in files, and for which database.
import type { Flag } from "./flag.ts";
import { readOneOf, readText } from "../observe/setting-values.ts";
import { grouped } from "./flag.ts";

export const JUDGE_FLAGS: readonly Flag[] = grouped({ group: "judged", commands: ["judge"], repeat: false }, [
  {
    syntax: "--dialect <NAME>",
    meaning: "postgresql, mysql, mariadb or sqlite",
    read: (text) => readOneOf(text, ["postgresql", "mysql", "mariadb", "sqlite"]),
  },
  { syntax: "--up <FILE>", meaning: "the SQL of the up", read: readText },
  { syntax: "--down <FILE>", meaning: "the SQL of the down; without it there is none", read: readText },
  {
    syntax: "--schema <FILE>",
    meaning: "the DDL of the schema before the up; without it, what depends on it is undetermined",
    read: readText,
  },
]);
