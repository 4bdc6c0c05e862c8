import type { Asked } from "../corpus/confusion.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answersOf } from "../corpus/answers.ts";
import { judgementOf } from "../corpus/ask-judge.ts";
import { confusionTable } from "../corpus/confusion.ts";
import { contradictions } from "../corpus/contradictions.ts";
import { play } from "../corpus/play.ts";
import { MAKE_APP_ROLE, openPostgresStage } from "../corpus/postgresql-stage.ts";
import { POSTGRESQL_CASES } from "../corpus/postgresql/all.ts";
import { startPostgres } from "../support/databases.ts";

const asked: Asked[] = [];
let server: DatabaseServer;
let made = 0;

describe("a migration on PostgreSQL", () => {
  beforeAll(async () => {
    const settings = ["wal_level=logical", "autovacuum=off", "timezone=Europe/Vienna"];
    server = await startPostgres({ flags: settings.flatMap((setting) => ["-c", setting]) });
    const administrator = new Client({ connectionString: server.urlOf("postgres") });
    await administrator.connect();
    await administrator.query(MAKE_APP_ROLE);
    await administrator.end();
  });

  afterAll(async () => {
    process.stdout.write(confusionTable("PostgreSQL", asked));
    await server.stop();
  });

  it.each(POSTGRESQL_CASES)("$name", async (corpusCase) => {
    const seen = await play(corpusCase, async () => {
      made += 1;
      await server.createDatabase(`case_${made}`);
      return openPostgresStage(server.urlOf(`case_${made}`));
    });
    const answers = answersOf(corpusCase, seen, await judgementOf("postgresql", corpusCase));
    asked.push({ name: corpusCase.name, answers });
    const answeredSafer = answers.filter(({ isSafer }) => isSafer);
    expect({ contradictions: contradictions(corpusCase, seen), answeredSafer }).toEqual({
      contradictions: [],
      answeredSafer: [],
    });
  });
});
