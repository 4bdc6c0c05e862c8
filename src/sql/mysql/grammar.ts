import type { Grammar } from "./recursion.ts";
import { wholeExpression } from "./expressions.ts";
import { wholeQuery } from "./queries.ts";

export const GRAMMAR: Grammar = { expression: wholeExpression, query: wholeQuery };
