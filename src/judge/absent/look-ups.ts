import type { Schema } from "../schema/schema.ts";

/** Whether what a function in SQL names is looked up when it is made. */
export function looksUp({ session }: Schema): boolean {
  return session.get("check_function_bodies") !== "off";
}
