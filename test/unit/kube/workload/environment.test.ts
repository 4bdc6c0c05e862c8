import type { Lookup, NamedSources } from "../../../../src/kube/workload/environment-sources.ts";
import { inspect } from "node:util";
import type { V1Container } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { readOnce } from "../../../../src/kube/workload/environment-sources.ts";
import { environmentOf } from "../../../../src/kube/workload/environment.ts";

const around = { namespace: "shop", serviceLinks: true };

/** Objects by `secret/NAME` and `configmap/NAME`; a text instead of values is why it cannot be read. */
function sources(objects: Record<string, Record<string, string> | string> = {}, asked: string[] = []): NamedSources {
  const look = (key: string): Promise<Lookup> => {
    asked.push(key);
    const object = objects[key];
    if (object === undefined) return Promise.resolve({ kind: "absent", because: 'does not exist in namespace "shop"' });
    if (typeof object === "string") return Promise.resolve({ kind: "unreadable", because: object });
    return Promise.resolve({ kind: "found", values: new Map(Object.entries(object)) });
  };
  return { secret: (name) => look(`secret/${name}`), configMap: (name) => look(`configmap/${name}`) };
}

async function environment(container: Partial<V1Container>, objects: Parameters<typeof sources>[0] = {}) {
  const { variables, unresolved } = await environmentOf({ name: "app", ...container }, around, sources(objects));
  return {
    variables: Object.fromEntries([...variables].map(([name, value]) => [name, value.reveal()])),
    unresolved: Object.fromEntries(unresolved),
  };
}

describe("environmentOf", () => {
  it("takes literals in order, expands what is defined so far, and lets the last of a name win", async () => {
    const env = [
      { name: "URL", value: "postgres://$(HOST)/shop" },
      { name: "HOST", value: "db" },
      { name: "URL2", value: "postgres://$(HOST)/shop" },
      { name: "HOST", value: "db2" },
      { name: "NOTHING" },
    ];
    expect(await environment({ env })).toEqual({
      variables: { URL: "postgres://$(HOST)/shop", URL2: "postgres://db/shop", HOST: "db2", NOTHING: "" },
      unresolved: {},
    });
  });

  it("takes envFrom first, with prefixes, later sources over earlier ones, and env over all", async () => {
    const container = {
      envFrom: [
        { configMapRef: { name: "base" } },
        { prefix: "DB_", secretRef: { name: "db" } },
        { configMapRef: { name: "more" } },
      ],
      env: [{ name: "LEVEL", value: "debug" }],
    };
    const objects = {
      "configmap/base": { LEVEL: "info", REGION: "eu" },
      "secret/db": { HOST: "db", PASSWORD: "pw" },
      "configmap/more": { REGION: "us" },
    };
    expect((await environment(container, objects)).variables).toEqual({
      LEVEL: "debug",
      REGION: "us",
      DB_HOST: "db",
      DB_PASSWORD: "pw",
    });
  });

  it("takes single keys as they are, without expanding them", async () => {
    const env = [
      { name: "HOST", value: "db" },
      { name: "URL", valueFrom: { secretKeyRef: { name: "db", key: "url" } } },
      { name: "MODE", valueFrom: { configMapKeyRef: { name: "base", key: "mode" } } },
      { name: "NS", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
    ];
    const objects = { "secret/db": { url: "postgres://$(HOST)/$$" }, "configmap/base": { mode: "live" } };
    expect(await environment({ env }, objects)).toEqual({
      variables: { HOST: "db", URL: "postgres://$(HOST)/$$", MODE: "live", NS: "shop" },
      unresolved: {},
    });
  });

  it("leaves out what is optional and absent", async () => {
    const container = {
      envFrom: [{ secretRef: { name: "gone", optional: true } }],
      env: [
        { name: "A", valueFrom: { secretKeyRef: { name: "gone", key: "a", optional: true } } },
        { name: "B", valueFrom: { configMapKeyRef: { name: "base", key: "nope", optional: true } } },
      ],
    };
    expect(await environment(container, { "configmap/base": {} })).toEqual({ variables: {}, unresolved: {} });
  });

  it("says why a name has no value", async () => {
    const env = [
      { name: "A", valueFrom: { secretKeyRef: { name: "gone", key: "a" } } },
      { name: "B", valueFrom: { secretKeyRef: { name: "db", key: "nope" } } },
      { name: "C", valueFrom: { secretKeyRef: { name: "closed", key: "c" } } },
      { name: "D", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "E", valueFrom: { resourceFieldRef: { resource: "limits.memory" } } },
      { name: "F", value: "x-$(C)" },
      { name: "G", value: "$(REDIS_SERVICE_HOST)" },
    ];
    const objects = { "secret/db": {}, "secret/closed": 'cannot be read: "jo" may not get secrets' };
    expect(await environment({ env }, objects)).toEqual({
      variables: {},
      unresolved: {
        A: 'secret/gone does not exist in namespace "shop"',
        B: 'secret/db has no key "nope"',
        C: 'secret/closed cannot be read: "jo" may not get secrets',
        D: "it is metadata.name of each Pod, which differs",
        E: "it is limits.memory of each Pod, which differs",
        F: 'it refers to $(C): secret/closed cannot be read: "jo" may not get secrets',
        G: "it refers to $(REDIS_SERVICE_HOST): a Service gives it to running Pods only",
      },
    });
  });

  it("doubts every name that an unreadable source may give, and no other", async () => {
    const container = {
      envFrom: [{ configMapRef: { name: "base" } }, { prefix: "DB_", secretRef: { name: "closed", optional: true } }],
      env: [
        { name: "URL", value: "$(DB_HOST)" },
        { name: "OTHER", value: "$(REGION)" },
        { name: "DB_PORT", value: "5432" },
      ],
    };
    const objects = { "configmap/base": { DB_HOST: "db", DB_PORT: "1", REGION: "eu" }, "secret/closed": "is closed" };
    expect(await environment(container, objects)).toEqual({
      variables: { REGION: "eu", OTHER: "eu", DB_PORT: "5432" },
      unresolved: {
        "secret/closed": "secret/closed is closed",
        DB_HOST: "it may be overridden, because secret/closed is closed",
        URL: "it refers to $(DB_HOST): it may be overridden, because secret/closed is closed",
      },
    });
  });

  it("names an absent source of several variables", async () => {
    expect(await environment({ envFrom: [{ configMapRef: { name: "gone" } }] })).toEqual({
      variables: {},
      unresolved: { "configmap/gone": 'configmap/gone does not exist in namespace "shop"' },
    });
  });

  it("reads each object once, also over several containers when told to", async () => {
    const asked: string[] = [];
    const once = readOnce(sources({ "secret/db": { a: "1", b: "2" }, "configmap/db": {} }, asked));
    const container = {
      name: "app",
      envFrom: [{ secretRef: { name: "db" } }, { configMapRef: { name: "db" } }],
      env: [
        { name: "A", valueFrom: { secretKeyRef: { name: "db", key: "a" } } },
        { name: "B", valueFrom: { secretKeyRef: { name: "db", key: "b" } } },
      ],
    };
    await environmentOf(container, around, once);
    await environmentOf(container, around, once);
    expect(asked.toSorted()).toEqual(["configmap/db", "secret/db"]);
  });

  it("hides values from whoever prints them by mistake", async () => {
    const { variables } = await environmentOf(
      { name: "app", env: [{ name: "P", value: "hunter2" }] },
      around,
      sources(),
    );
    const value = variables.get("P");
    expect(
      [
        `${value as unknown as string}`,
        JSON.stringify({ value }),
        inspect(variables, { showHidden: true, depth: 9 }),
      ].join(" "),
    ).not.toContain("hunter2");
    expect(value?.reveal()).toBe("hunter2");
  });
});
