import { expect, it } from "vitest";
import { expand } from "../../../../src/kube/workload/expand-variables.ts";

// The cases of "Define Dependent Environment Variables" and of the kubelet's own expansion.
it.each([
  ["$(HOST):5432", "db:5432"],
  ["$(HOST)$(HOST)", "dbdb"],
  ["$$(HOST)", "$(HOST)"],
  ["$$$(HOST)", "$db"],
  ["$$$$", "$$"],
  ["$(UNKNOWN)", "$(UNKNOWN)"],
  ["$(EMPTY)!", "!"],
  ["$HOST", "$HOST"],
  ["${HOST}", "${HOST}"],
  ["pa$word", "pa$word"],
  ["$(HOST", "$(HOST"],
  ["$(", "$("],
  ["ends with $", "ends with $"],
  ["$()", "$()"],
  ["$($(HOST))", "$($(HOST))"],
])("expands %s to %s", (text, expected) => {
  const values = new Map([
    ["HOST", "db"],
    ["EMPTY", ""],
  ]);
  expect(expand(text, (name) => values.get(name))).toBe(expected);
});
