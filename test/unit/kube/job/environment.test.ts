import { expect, it } from "vitest";
import { withStandIns } from "../../../../src/kube/job/environment.ts";

function fromSecret(name: string): object {
  return { name, valueFrom: { secretKeyRef: { name: "myapp-rehearse-x", key: name } } };
}

it("replaces variables where they stand, and puts what comes from elsewhere before all that may refer to it", () => {
  const url = { name: "DATABASE_URL", value: "postgres://$(DB_USER):$(DB_PASSWORD)@$(DB_HOST)/shop" };
  const other = { name: "NODE_ENV", value: "production" };
  const host = { name: "DB_HOST", value: "pg" };
  const standIns = { secret: "myapp-rehearse-x", names: ["DB_HOST", "DB_PASSWORD"] };
  expect(withStandIns([other, host, url], standIns)).toEqual([
    fromSecret("DB_PASSWORD"),
    other,
    fromSecret("DB_HOST"),
    url,
  ]);
});
