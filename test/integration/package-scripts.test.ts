import type { ImageDirectory } from "../support/image-directory.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageScripts } from "../../src/migrators/package-scripts.ts";
import { createImageDirectory } from "../support/image-directory.ts";

let image: ImageDirectory;

beforeEach(() => {
  image = createImageDirectory();
});

afterEach(() => image.remove());

describe("the scripts of an image's package.json", () => {
  it("are read, without what is no script and without credentials", () => {
    const scripts = { down: "DATABASE_URL=postgres://app:hunter2hunter2@db/shop knex migrate:down", odd: 1 };
    image.put("package.json", `\uFEFF${JSON.stringify({ scripts })}`);
    expect(image.look(packageScripts)).toEqual([
      { name: "down", text: "DATABASE_URL=postgres://app:***@db/shop knex migrate:down" },
    ]);
  });

  it("are none where there are none", () => {
    image.put("package.json", "{}");
    expect(image.look(packageScripts)).toEqual([]);
  });

  it("cannot be told without a package.json", () => {
    expect(() => image.look(packageScripts)).toThrow(`there is no package.json in ${image.path}`);
  });

  it("cannot be told from one that is no JSON", () => {
    image.put("package.json", "{ scripts: }");
    expect(() => image.look(packageScripts)).toThrow("package.json cannot be read: ");
  });
});
