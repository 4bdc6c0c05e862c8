import type { Dialect } from "../../src/model/situation.ts";
import type { DatabaseHome } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { describeMigrator } from "./migrator.contract.ts";
import { tools } from "./tools/all.ts";

/**
 * Every tool that is run on this database, one after the other: files of tests run beside each other. `words` is whose
 * words it is spoken to in.
 */
export function describeTools({ title, dialect, words }: Spoken, start: () => Promise<DatabaseHome>): void {
  describe(`on ${title}`, () => {
    let server: DatabaseHome;

    beforeAll(async () => {
      server = await start();
    });

    afterAll(async () => server.stop());

    for (const tool of tools.filter(({ dialects }) => dialects.includes(words)))
      describeMigrator(tool, { dialect, words }, () => server);
  });
}

interface Spoken {
  readonly title: string;
  readonly dialect: Dialect;
  readonly words: DatabaseHome["dialect"];
}
