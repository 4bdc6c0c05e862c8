import type { Evidence } from "../../../src/model/evidence.ts";
import type { Down, KnownMigration } from "../../../src/model/migration.ts";
import { describe, expect, it } from "vitest";
import { known, undetermined } from "../../../src/model/evidence.ts";
import { reliedOn } from "../../../src/observe/knowledge.ts";

type Known = Evidence<readonly KnownMigration[]>;

const sql = (text: string | null): Down => ({ kind: "sql", text, transaction: true });
const list = (from: "operator" | "recorded" | "image" | "time", down: Down): Known =>
  known([{ name: "a", file: "a.sql", down }], from, from);
const nothing: Known = undetermined("nothing", ["looked"]);

describe("reliedOn", () => {
  it.each<{ name: string; sources: Known[]; byTime: Known; from: string }>([
    {
      name: "relies on the first that knows",
      sources: [nothing, list("image", sql("x"))],
      byTime: nothing,
      from: "image",
    },
    {
      name: "relies on the better source",
      sources: [list("recorded", sql(null)), list("image", sql("x"))],
      byTime: nothing,
      from: "recorded",
    },
    {
      name: "relies on times only when nothing else knows",
      sources: [nothing, nothing],
      byTime: list("time", sql(null)),
      from: "time",
    },
  ])("$name", ({ sources, byTime, from }) => {
    expect(reliedOn(sources, byTime).relied).toMatchObject({ known: true, from });
  });

  it("says everything that was tried when nobody knows", () => {
    expect(reliedOn([nothing, nothing], nothing).relied).toMatchObject({
      known: false,
      tried: ["looked", "looked", "looked"],
    });
  });

  it.each<{ name: string; recorded: Down; image: Down; down: Down }>([
    { name: "takes the text from the image", recorded: sql(null), image: sql("drop"), down: sql("drop") },
    {
      name: "believes the image that a down is absent",
      recorded: sql(null),
      image: { kind: "absent", because: "empty" },
      down: { kind: "absent", because: "empty" },
    },
    {
      name: "keeps a defect that was recorded",
      recorded: { kind: "absent", because: "recorded" },
      image: sql("x"),
      down: { kind: "absent", because: "recorded" },
    },
  ])("$name", ({ recorded, image, down }) => {
    expect(reliedOn([list("recorded", recorded), list("image", image)], nothing).relied).toMatchObject({
      value: [{ down }],
    });
  });

  it("does not let times contradict anybody", () => {
    expect(reliedOn([list("image", sql("x"))], list("time", sql(null))).others).toEqual([]);
  });
});
