import { describe, expect, it } from "vitest";
import { postgres } from "../../../src/database/postgres.ts";
import { parseUrl } from "../../../src/database/url.ts";

describe("a schema in a URL for PostgreSQL", () => {
  it.each([
    ["schema=app", `-c search_path="app"`],
    ["schema=public", ""],
    ["", ""],
    ["search_path=a", "-c search_path=a"],
  ])("becomes the search path, where it is not that already: %s", (parameters, options) => {
    expect(configsOf(`postgres://u:p@db/shop?sslmode=disable&${parameters}`)).toMatchObject([
      { connection: { options } },
    ]);
  });
});

function configsOf(url: string): readonly unknown[] {
  const parsed = parseUrl(url);
  return parsed.kind === "parsed" ? postgres.attempts(parsed.parts, "read", undefined) : [];
}
