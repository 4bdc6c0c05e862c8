import type { InSpace } from "../support/space.ts";
import { describe, expect, it as base } from "vitest";
import {
  AGREED,
  release,
  releaseUnstarted,
  reportIn,
  revertJobs,
  standing,
  told,
  untilLocked,
  untilProbing,
} from "../support/released.ts";
import {
  ADD_EMAIL_VERIFIED,
  ADD_LEGACY_STATUS,
  CREATE_USERS,
  DROP_LEGACY_STATUS,
  IMAGES,
  shop,
} from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

const it = base.extend<InSpace>(inSpace);

const CTRL_C = "\u0003";
const END_OF_INPUT = "\u0004";

describe("at the question", { concurrent: true }, () => {
  it.for([
    ["another word declines", "yes\r", 4, "declined"],
    ["the end of the input declines", END_OF_INPUT, 4, "declined"],
    ["Ctrl-C interrupts", CTRL_C, 130, "interrupted"],
  ] as const)("%s, and nothing is touched", async ([, typed, exitCode, outcome], { space }) => {
    await releaseUnstarted(space);
    const before = await space.snapshot();
    const session = space.startAtTerminal(["deployment/myapp", "-o", "json"]);
    await session.until(/type the workload's name, myapp, to go on/);
    session.type(typed);
    const run = await session.ended;
    expect(reportIn(run), told(run)).toMatchObject({ outcome, exitCode });
    expect(await space.snapshot()).toEqual(before);
  });

  it("the workload's name agrees", async ({ space }) => {
    await release(space);
    const session = space.startAtTerminal(["deployment/myapp"]);
    await session.until(/type the workload's name, myapp, to go on/);
    session.type("myapp\r");
    const run = await session.ended;
    expect(run.stdout, told(run)).toMatch(/^deployment\.apps\/myapp rolled back to revision 1/);
    expect(run.exitCode).toBe(0);
    expect(await standing(space)).toMatchObject({ image: IMAGES.v1, ledger: [CREATE_USERS, ADD_LEGACY_STATUS] });
  });

  it("nobody is asked where there is no terminal", async ({ space }) => {
    await releaseUnstarted(space);
    const before = await space.snapshot();
    const run = await space.run(["deployment/myapp", "-o", "json"]);
    const { plan, ...report } = reportIn(run);
    expect(report, told(run)).toMatchObject({ outcome: "declined", exitCode: 4 });
    expect(JSON.stringify(report.trouble?.next)).toContain(`--confirm ${plan?.id}`);
    expect(await space.snapshot()).toEqual(before);
  });

  it("nobody is asked with --no-input, nor with --yes where a finding needs its name", async ({ space }) => {
    await releaseUnstarted(space);
    const unasked = await space.startAtTerminal(["deployment/myapp", "--no-input", "-o", "json"]).ended;
    const agreed = await space.run(["deployment/myapp", "--yes", "-o", "json"]);
    expect([reportIn(unasked).exitCode, reportIn(agreed).exitCode], told(unasked)).toEqual([4, 4]);
  });
});

describe("an interruption", { concurrent: true }, () => {
  it("by Ctrl-C while an image is looked into ends at once and removes the probe", async ({ space }) => {
    await releaseUnstarted(space);
    await space.deploy(shop(IMAGES.endless, { replicas: 0 }), "made");
    const before = await space.snapshot();
    const session = space.startAtTerminal(["deployment/myapp", ...AGREED]);
    await untilProbing(space);
    session.type(CTRL_C);
    const run = await session.ended;
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "interrupted", exitCode: 130 });
    expect(await space.snapshot()).toEqual(before);
  });

  it("by SIGTERM while an image is looked into ends with 143", async ({ space }) => {
    await releaseUnstarted(space);
    await space.deploy(shop(IMAGES.endless, { replicas: 0 }), "made");
    const before = await space.snapshot();
    const session = space.start(["deployment/myapp", ...AGREED]);
    await untilProbing(space);
    session.signal("SIGTERM");
    const run = await session.ended;
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "interrupted", exitCode: 143 });
    expect(await space.snapshot()).toEqual(before);
  });

  it("by Ctrl-C during a down waits for it, and halts before the next step", async ({ space }) => {
    await release(space);
    const letGo = await space.database.hold("users");
    const session = space.startAtTerminal(["deployment/myapp", ...AGREED]);
    await untilLocked(space);
    session.type(CTRL_C);
    await session.until(/stopping before the next step/);
    await letGo();
    const run = await session.ended;
    const report = reportIn(run);
    expect(report, told(run)).toMatchObject({ outcome: "halted", exitCode: 10 });
    expect(report.steps.map(({ state }) => state)).toEqual(["done", "pending", "pending", "pending"]);
    expect(await standing(space)).toMatchObject({
      image: IMAGES.v2,
      ledger: [CREATE_USERS, ADD_LEGACY_STATUS, ADD_EMAIL_VERIFIED],
    });
    expect(await revertJobs(space)).toEqual([DROP_LEGACY_STATUS]);
  });

  it("by a second Ctrl-C during a down gives it up, and says that it may still run", async ({ space }) => {
    await release(space);
    const letGo = await space.database.hold("users");
    const session = space.startAtTerminal(["deployment/myapp", ...AGREED]);
    await untilLocked(space);
    session.type(CTRL_C);
    await session.until(/stopping before the next step/);
    session.type(CTRL_C);
    const run = await session.ended;
    await letGo();
    const report = reportIn(run);
    expect(report, told(run)).toMatchObject({ outcome: "halted", exitCode: 10 });
    expect(report.steps.map(({ state }) => state)).toEqual(["failed", "pending", "pending", "pending"]);
    expect(JSON.stringify(report.trouble)).toMatch(/Job|job\//);
  });

  it("by Ctrl-C during the rollout stops waiting, and says that only the rollout is left", async ({ space }) => {
    await release(space);
    await space.deploy(shop(IMAGES.v2, { minReadySeconds: 90 }), "made");
    const session = space.startAtTerminal(["deployment/myapp", ...AGREED]);
    await session.until(/must still end|still ending|are available/);
    session.type(CTRL_C);
    const run = await session.ended;
    const report = reportIn(run);
    expect(report, told(run)).toMatchObject({ outcome: "halted", exitCode: 10 });
    expect(report.steps.map(({ state }) => state)).toEqual(["done", "done", "done", "failed"]);
    expect(JSON.stringify(report.trouble?.next)).toContain(`kubectl rollout status deployment/myapp`);
    expect(await standing(space)).toMatchObject({ image: IMAGES.v1, ledger: [CREATE_USERS, ADD_LEGACY_STATUS] });
  });
});
