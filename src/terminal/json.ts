import { stringify } from "yaml";
import { escapedJson, plainValue } from "./plain.ts";

/** Exactly one document, with a line break at its end. */
export function documentText(value: unknown, format: "json" | "yaml"): string {
  if (format === "json") return `${escapedJson(JSON.stringify(value, null, 2))}\n`;
  return stringify(plainValue(value), { lineWidth: 0 });
}
