import type { RealTool } from "./tool.ts";
import { dbmate } from "./dbmate.ts";
import { knex } from "./knex.ts";

/** Every tool that the contract runs for real. */
export const tools: readonly RealTool[] = [knex, dbmate];
