// The database's URL from outside the cluster: a file, standard input or the environment. It never leaves a Secret.
import type { Secret } from "../ports/secret.ts";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";
import { secretOf } from "../secret.ts";

/** `file` wins over `variable`; `-` is standard input. undefined when neither is given. */
export interface UrlSources {
  /** By which the file was named. */
  readonly flag: "--database-url-file" | "--rehearse-url-file";
  readonly file?: string | undefined;
  readonly variable?: string | undefined;
  readonly stdin: NodeJS.ReadableStream;
}

/** @throws file-not-readable, also for an empty file: it names no database */
export async function readDatabaseUrl({ flag, file, variable, stdin }: UrlSources): Promise<Secret | undefined> {
  if (file === undefined) return variable === undefined || variable === "" ? undefined : secretOf(variable.trim());
  const url = (file === "-" ? await text(stdin) : await contentOf(file, flag)).trim();
  if (url !== "") return secretOf(url);
  throw unusable(file === "-" ? "standard input is empty" : `${file} is empty`, flag);
}

async function contentOf(file: string, flag: UrlSources["flag"]): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw unusable(`${file} cannot be read`, flag, error);
  }
}

function unusable(summary: string, flag: UrlSources["flag"], cause?: unknown): Error {
  const reason = cause instanceof Error && "code" in cause ? [`the system says ${String(cause.code)}`] : [];
  return failure("file-not-readable", summary, {
    facts: ["the database's URL should be there", ...reason],
    next: [choose(`${flag} FILE`, "a file with the URL, or - for standard input")],
    cause,
  });
}
