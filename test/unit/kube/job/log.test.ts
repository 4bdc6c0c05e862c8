import type { LogWindow } from "../../../../src/kube/job/log.ts";
import { describe, expect, it } from "vitest";
import { freshLines } from "../../../../src/kube/job/log.ts";

const ONE = "2026-11-22T10:00:00.000000001Z one";
const TWO = "2026-11-22T10:00:00.000000002Z two";
const THREE = "2026-11-22T10:00:01.000000003Z three";
const NOTHING: LogWindow = new Map();

describe("the lines of a log that are new", () => {
  it("are all of them at first, without their time stamps", () => {
    expect(freshLines(`${ONE}\n${TWO}\n`, NOTHING, false).fresh).toEqual(["one", "two"]);
  });

  it("are those that the answer before did not have", () => {
    const { seen } = freshLines(`${ONE}\n${TWO}\n`, NOTHING, false);
    expect(freshLines(`${TWO}\n${THREE}\n`, seen, false).fresh).toEqual(["three"]);
  });

  it("include one that is repeated at the very same time", () => {
    const { seen } = freshLines(`${ONE}\n`, NOTHING, false);
    expect(freshLines(`${ONE}\n${ONE}\n`, seen, false).fresh).toEqual(["one"]);
  });

  it("include one that another stream wrote late, with an earlier time", () => {
    const { seen } = freshLines(`${TWO}\n`, NOTHING, false);
    expect(freshLines(`${TWO}\n${ONE}\n`, seen, false).fresh).toEqual(["one"]);
  });

  it("do not include an unfinished one until it is finished", () => {
    const { fresh, seen } = freshLines(`${ONE}\n${TWO.slice(0, -1)}`, NOTHING, false);
    expect([fresh, freshLines(`${ONE}\n${TWO}\n`, seen, false).fresh]).toEqual([["one"], ["two"]]);
  });

  it("include an unfinished one when the container has ended", () => {
    expect(freshLines(`${ONE}\n${TWO}`, NOTHING, true).fresh).toEqual(["one", "two"]);
  });

  it("keep empty lines, and lose carriage returns", () => {
    expect(freshLines("2026-11-22T10:00:00Z \n2026-11-22T10:00:01Z x\r\n", NOTHING, false).fresh).toEqual(["", "x"]);
  });
});
